package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.json.JsonText;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCommandTest {

    @TempDir
    Path directory;

    private RunningShell shell;

    @BeforeEach
    void start() throws Exception {
        shell = new RunningShell(directory.resolve("cache"));
    }

    @AfterEach
    void stop() throws Exception {
        shell.stop();
    }

    @Test
    void settingsAreListedWithTheirOrigin() {
        assertThat(shell.run("settings").out().lines()).first().asString().startsWith("SETTING");
        assertThat(shell.run("settings").out())
                .containsPattern("git.deadline +90s +host.json:2\n")
                .containsPattern("git.maxFile +50m +default\n")
                .containsPattern("git.caFile +- +default\n");
        assertThat(JsonText.read(shell.run("orka:settings --json").out()))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(Map.of("name", "git.deadline", "value", "90s", "from", "host.json:2"));
        assertThat(shell.run("settings git").err()).contains("ORKA-SHELL-01");
    }
}
