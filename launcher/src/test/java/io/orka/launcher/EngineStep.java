package io.orka.launcher;

import java.util.List;
import java.util.Map;

/**
 * One change of what is served, and what callers may meet meanwhile.
 *
 * @param words what was done
 * @param begun when the one before it ended, as {@link System#nanoTime()} tells it
 * @param ended when everything was quiet again
 * @param before what was served until then
 * @param after what is served since
 */
record EngineStep(String words, long begun, long ended, List<Served> before, List<Served> after) {

    /**
     * Whether a caller may have met this: a plugin is gone only where no version of it is registered, and a reference holds
     * nothing only where nothing matches its filter.
     *
     * @param targets the filter of each reference that has to hold something while anything matches
     */
    boolean allows(Met met, Map<String, String> targets) {
        if (met.ended() < begun || met.begun() > ended) {
            return false;
        }
        if (met.absent()) {
            String target = targets.get(met.reference());
            return target == null || !Served.always(target, before, after);
        }
        return met.code("ORKA-CALL-03") && (isGone(met.name(), before) || isGone(met.name(), after));
    }

    private static boolean isGone(String name, List<Served> served) {
        return served.stream().noneMatch(each -> each.name().equals(name));
    }
}
