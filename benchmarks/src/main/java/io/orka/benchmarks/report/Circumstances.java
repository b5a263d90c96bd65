package io.orka.benchmarks.report;

import java.util.List;

/**
 * Time, machine and command of a measurement.
 *
 * @param date the day, in UTC
 * @param command the command line
 * @param commit the measured commit
 * @param machine processor, cores, memory, system
 * @param load the system's load average at the start; negative if it is unknown
 * @param jdks the JDKs found on the machine
 */
public record Circumstances(
        String date, String command, String commit, String machine, double load, List<String> jdks) {

    /** Copies the list. */
    public Circumstances {
        jdks = List.copyOf(jdks);
    }
}
