package io.orka.plugins;

import io.orka.build.BuiltJar;
import io.orka.identity.PluginVersion;
import java.util.ArrayList;
import java.util.List;

/** Warnings about an active plugin. */
final class Remarks {

    private static final String STAND_IN =
            "Orka could not fetch the SDK for the build and compiled against its built-in copy, which has the functions of"
                    + " SDK v0.1.0";

    private Remarks() {}

    static List<String> of(Live live) {
        List<String> remarks = new ArrayList<>();
        if (BuiltJar.usesStandIn(live.locked().builder())) {
            remarks.add(STAND_IN);
        }
        remarks.addAll(otherVersion(live));
        remarks.addAll(withoutEffect(live));
        remarks.addAll(live.candidate().remarks());
        remarks.addAll(live.prepared().warnings());
        return List.copyOf(remarks);
    }

    /**
     * Returns a warning if the author's version differs from the registered one; none if a branch or a commit is
     * registered.
     */
    private static List<String> otherVersion(Live live) {
        String registered = live.key().version();
        String written = live.prepared().config().version();
        if (registered == null
                || written == null
                || new PluginVersion(registered).semantic().isEmpty()
                || PluginVersion.alike(registered, written)) {
            return List.of();
        }
        return List.of("config.json has version " + written + ", but the registry has " + registered);
    }

    private static boolean runsInProcess(Live live) {
        return isProgram(live) || live.locked().limits().ownJvm();
    }

    private static boolean isProgram(Live live) {
        return live.prepared().bundle().isProgram();
    }

    /** Returns warnings about fields of the entry that have no effect for this plugin. */
    private static List<String> withoutEffect(Live live) {
        List<String> fields = new ArrayList<>();
        if (live.locked().limits().interruptible() && runsInProcess(live)) {
            fields.add("'interruptible' in its entry has no effect: Orka stops loops only in the host's JVM");
        }
        if (live.locked().tests() && isProgram(live)) {
            fields.add("'tests' in its entry has no effect: Orka does not run Go tests");
        }
        return fields;
    }
}
