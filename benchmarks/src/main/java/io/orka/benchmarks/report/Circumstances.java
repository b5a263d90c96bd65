package io.orka.benchmarks.report;

import java.util.List;

/**
 * When and where something was measured.
 *
 * @param date the day, in UTC
 * @param command what was typed
 * @param commit the commit that was measured
 * @param machine processor, cores, memory, system
 * @param load the system's load average when it began; negative where that is not known
 * @param jdks the JDKs that were used
 */
public record Circumstances(
        String date, String command, String commit, String machine, double load, List<String> jdks) {

    /** Takes a copy. */
    public Circumstances {
        jdks = List.copyOf(jdks);
    }
}
