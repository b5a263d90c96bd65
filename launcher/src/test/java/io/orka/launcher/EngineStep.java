package io.orka.launcher;

import java.util.List;
import java.util.Map;

/**
 * One change of the active plugins, with its time span.
 *
 * @param words the description of the change
 * @param begun when the previous step ended, as {@link System#nanoTime()}
 * @param ended when all references had settled again, as {@link System#nanoTime()}
 * @param before the services before the change
 * @param after the services after the change
 */
record EngineStep(String words, long begun, long ended, List<Served> before, List<Served> after) {

    /**
     * Returns whether the step explains a caller's finding. A plugin may be missing only while no version of it is
     * registered. A reference may be empty only while no service matches its filter.
     *
     * @param targets the filters of the references that must hold a service as long as one matches
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
