package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerEnvironmentTest {

    @Test
    void onlyWhatIsNeededOrNamedInTheSettingsIsPassed(@TempDir Path directory) throws IOException {
        Path settings = directory.resolve("settings.xml");
        Files.writeString(settings, "<settings><server><password>${env.MIRROR_TOKEN}</password></server></settings>");
        Map<String, String> host =
                Map.of("PATH", "/bin", "LC_ALL", "C", "MIRROR_TOKEN", "t", "GIT_TOKEN", "g", "MAVEN_OPTS", "-Dx=y");
        BuildTools tools = Fixture.tools(settings);
        assertThat(WorkerEnvironment.of(host, tools, "mark"))
                .containsOnlyKeys("PATH", "LC_ALL", "MIRROR_TOKEN", "JAVA_HOME", "ORKA_BUILD")
                .containsEntry("ORKA_BUILD", "mark");
    }
}
