package io.orka.plugins;

import io.orka.build.BuiltJar;
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
        remarks.addAll(live.prepared().warnings());
        return List.copyOf(remarks);
    }
}
