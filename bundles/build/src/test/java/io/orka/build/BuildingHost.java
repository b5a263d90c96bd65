package io.orka.build;

import java.nio.file.Path;
import java.time.Duration;

/** A separate host process that builds one project, so that a test can kill it. */
final class BuildingHost {

    private BuildingHost() {}

    public static void main(String[] args) {
        try (Builds builds = Fixture.builds(Path.of(args[0]), Duration.ofMinutes(5))) {
            builds.build(new Fixture(Path.of(args[1])).checkout(), phase -> {});
        }
    }
}
