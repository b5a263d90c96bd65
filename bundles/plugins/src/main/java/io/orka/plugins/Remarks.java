package io.orka.plugins;

import io.orka.build.BuiltJar;
import io.orka.identity.PluginVersion;
import java.util.ArrayList;
import java.util.List;

/** What is odd about a plugin that serves, although it works. */
final class Remarks {

    private static final String STAND_IN =
            "the SDK could not be fetched when it was built: it was compiled against Orka's stand-in, which has what"
                    + " version v0.1.0 of the SDK has";

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

    /** The author's version, where the registered one is a version and not a branch or commit. */
    private static List<String> otherVersion(Live live) {
        String registered = live.key().version();
        String written = live.prepared().config().version();
        if (registered == null
                || written == null
                || new PluginVersion(registered).semantic().isEmpty()
                || PluginVersion.alike(registered, written)) {
            return List.of();
        }
        return List.of("config.json says version " + written + ", the registry says " + registered);
    }

    private static boolean runsInProcess(Live live) {
        return isProgram(live) || live.locked().limits().ownJvm();
    }

    private static boolean isProgram(Live live) {
        return live.prepared().bundle().isProgram();
    }

    /** An entry may say what means nothing for its plugin. */
    private static List<String> withoutEffect(Live live) {
        List<String> fields = new ArrayList<>();
        if (live.locked().limits().interruptible() && runsInProcess(live)) {
            fields.add("'interruptible' in its entry has no effect: loops are stopped in the host's JVM alone");
        }
        if (live.locked().tests() && isProgram(live)) {
            fields.add("'tests' in its entry has no effect: tests in Go are not run");
        }
        return fields;
    }
}
