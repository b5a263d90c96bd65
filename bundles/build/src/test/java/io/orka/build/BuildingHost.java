package io.orka.build;

import java.nio.file.Path;
import java.time.Duration;

/** A host in a separate process, which builds one project and can be killed by a test. */
final class BuildingHost {

    private BuildingHost() {}

    public static void main(String[] args) {
        try (Builds builds = Fixture.builds(Path.of(args[0]), Duration.ofMinutes(5))) {
            builds.build(new Fixture(Path.of(args[1])).checkout(), phase -> {});
        }
    }
}
