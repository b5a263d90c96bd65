package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.json.JsonText;
import io.orka.plugins.RegistryHealth;
import io.orka.registry.InvalidRegistry;
import io.orka.registry.RegistryFile;
import io.orka.registry.RegistryWarning;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands show the problems and warnings of the registry. */
class RegistryWordsTest {

    private static final String ODD = "registry warning: others can write to it\n";

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

    private void broken() {
        try {
            throw new AssertionError(new RegistryFile(directory.resolve("plugins.json")).read());
        } catch (InvalidRegistry e) {
            shell.plugins.registry = new RegistryHealth(e, List.of(), List.of());
        }
    }

    private void odd() {
        shell.plugins.registry =
                new RegistryHealth(null, List.of(new RegistryWarning(null, "others can write to it")), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "plan", "why hello", "status"})
    void aProblemIsShown(String command) {
        broken();

        String out = shell.run(command).out();
        assertThat(out)
                .containsOnlyOnce("registry ORKA-REG-01: there is no registry file " + directory)
                .doesNotContain("\u001b");
        assertThat(shell.run(10, true, command).out()).contains("ORKA-REG-01");

        shell.plugins.registry = new RegistryHealth(null, List.of(), List.of());
        assertThat(shell.run(command).out()).doesNotContain("ORKA-REG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "plan", "why hello"})
    void aWarningOfTheFileIsShown(String command) {
        odd();

        assertThat(shell.run(command).failed()).isZero();
        assertThat(shell.run(command).out()).contains(ODD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list --json", "list --all --json", "plan --json", "info hello --json", "status --json"})
    void jsonHasTheProblem(String command) {
        broken();

        String out = shell.run(command).out();
        assertThat(JsonText.read(out)).isInstanceOfAny(List.class, Map.class);
        assertThat(out).contains("ORKA-REG-01").contains("there is no registry file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list --all --json", "plan --json", "status --json"})
    void jsonHasTheWarnings(String command) {
        odd();

        assertThat(shell.run(command).out()).contains("others can write to it");
    }

    @Test
    void aPlanOfABrokenRegistryFails() {
        broken();

        RunningShell.Result plan = shell.run("plan");
        assertThat(plan.failed()).isOne();
        assertThat(plan.err()).isEmpty();
        assertThat(plan.out())
                .startsWith("Nothing can be applied until the registry file is fixed.\n")
                .contains("! retry telegram@v0.1.0 ")
                .doesNotContain("- remove");
        assertThat(JsonText.read(shell.run("plan --json").out()))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsOnlyKeys("changes", "held", "registry", "warnings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "plan", "why hello", "status", "list --all --json", "plan --json", "status --json"})
    void anEditThatWaitsIsShown(String command) {
        shell.plugins.registry = new RegistryHealth(null, List.of(), List.of("edited"));

        assertThat(shell.run(command).out()).contains("edited");
    }

    @Test
    void aPlanOfAnotherFileTriesNothingAgain() {
        Path other = directory.resolve("other.json");

        assertThat(shell.run("plan '" + other + "'").out())
                .isEqualTo("No changes. Running plugins match " + other + ".\n");
    }

    @Test
    void aPlanOfAnotherFileNeedsAnAbsolutePath() {
        RunningShell.Result plan = shell.run("plan other.json");
        assertThat(plan.failed()).isOne();
        assertThat(plan.err())
                .contains(
                        "ORKA-SHELL-01: 'other.json' is a relative path", "give an absolute path", "orka:plan [FILE]");
    }

    @Test
    void whyOfAnUnknownPluginTellsThatTheRegistryIsBroken() {
        broken();

        RunningShell.Result why = shell.run("why nobody");
        assertThat(why.out()).startsWith("registry ORKA-REG-01: ");
        assertThat(why.err()).contains("no plugin 'nobody'");
    }

    @Test
    void withoutPluginsTheProblemTakesThePlaceOfTheAdvice() {
        broken();
        shell.plugins.statuses.clear();

        assertThat(shell.run("list").out())
                .startsWith("No plugins: plugins.json is missing or invalid.\nregistry ORKA-REG-01: ");
    }
}
