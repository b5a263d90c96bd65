package io.orka.shell;

import static io.orka.shell.InMemoryPlugins.BROKEN;
import static io.orka.shell.InMemoryPlugins.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.json.JsonText;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.registry.CallTime;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusAndWaitTest {

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

    private void allActive() {
        shell.plugins.statuses.set(2, status("telegram@v0.1.0", PluginState.ACTIVE, "TelegramPlugin", null));
    }

    /** Returns the status of a plugin that is quarantined. */
    private static PluginStatus quarantined(PluginStatus plugin) {
        return new PluginStatus(
                plugin.key(),
                plugin.entry(),
                plugin.progress(),
                plugin.serving(),
                new PluginStatus.Waiting(plugin.failure(), plugin.servedBy(), null, true),
                plugin.findings());
    }

    @Test
    void statusIsOneScreen() {
        allActive();

        RunningShell.Result result = shell.run("status");

        assertThat(result.failed()).isZero();
        assertThat(result.out())
                .startsWith("Orka 0.1.0 on /srv/orka\n  process   4711, since 2026-11-22T09:00:00Z (")
                .endsWith("  plugins   3 ACTIVE\n  engine    none\n  problems  none\n");
    }

    @Test
    void statusFailsAndTellsEachProblemWhereNotAllIsActive() {
        RunningShell.Result result = shell.run("status");

        assertThat(result.failed()).isOne();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("  plugins   2 ACTIVE, 1 FAILED\n", "  problems  1\n")
                .endsWith("telegram@v0.1.0 BUILDING ORKA-BUILD-03: Telegram.java:12: ';' expected."
                        + " Fix the source and reload.\n");
    }

    @Test
    void ofManyProblemsStatusTellsSome() {
        for (int i = 0; i < 30; i++) {
            shell.plugins.statuses.add(status("p" + i, PluginState.FAILED, "P", BROKEN));
        }

        assertThat(shell.run("status").out())
                .contains("  problems  31\n", "p18 BUILDING")
                .doesNotContain("p19 BUILDING")
                .endsWith("and 11 more: orka:list --all\n");
    }

    @Test
    void statusFailsWhileTheRegistryIsBeingApplied() {
        allActive();
        shell.plugins.settled = false;

        RunningShell.Result result = shell.run("status");

        assertThat(result.failed()).isOne();
        assertThat(result.out()).contains("3 ACTIVE; applying plugins.json");
    }

    @Test
    void statusAsJson() {
        allActive();

        assertThat(JsonText.read(shell.run("status --json").out()))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("home", "/srv/orka")
                .containsEntry("pid", 4711L)
                .containsEntry("since", "2026-11-22T09:00:00Z")
                .containsEntry("applied", true)
                .containsEntry("active", true)
                .containsEntry("plugins", Map.of("ACTIVE", 3L));
    }

    @Test
    void waitReturnsWhenAllIsActive() {
        allActive();

        RunningShell.Result result = shell.run("wait");

        assertThat(result.failed()).isZero();
        assertThat(result.out()).isEqualTo("All plugins are active: 3.\n");
    }

    @Test
    void waitIsTheWaitForWhatIsOnItsWay() {
        shell.plugins.settled = false;
        CompletableFuture<RunningShell.Result> waiting = CompletableFuture.supplyAsync(() -> shell.run("wait"));
        allActive();
        assertThat(waiting).isNotDone();

        shell.plugins.settled = true;

        assertThat(waiting.join().failed()).isZero();
    }

    @Test
    void waitNamesWhatIsNotActiveInTime() {
        RunningShell.Result result = shell.run("wait --timeout 1ms");

        assertThat(result.failed()).isOne();
        assertThat(result.err())
                .isEqualTo("ORKA-SHELL-20: not all plugins are active after 1ms: telegram@v0.1.0 is FAILED."
                        + " Run orka:why KEY for the reason, or set a longer --timeout.\n");
    }

    @Test
    void waitFailsAtOnceForWhatIsNotTriedAgain() {
        shell.plugins.statuses.set(2, quarantined(shell.plugins.statuses.get(2)));

        RunningShell.Result result = shell.run("wait --timeout 24h");

        assertThat(result.failed()).isOne();
        assertThat(result.out()).startsWith("telegram@v0.1.0 BUILDING ORKA-BUILD-03");
    }

    @Test
    void waitForNamesLooksAtNoOthers() {
        shell.plugins.settled = false;

        assertThat(shell.run("wait hello hello@v0.2.0").out()).isEqualTo("Active: hello@v0.1.0, hello@v0.2.0.\n");
    }

    @Test
    void aNameThatIsNotThereIsAnErrorWhenTheRegistryIsApplied() {
        assertThat(shell.run("wait nobody --timeout 24h").err()).startsWith("ORKA-TEST-01: no plugin 'nobody'");

        shell.plugins.settled = false;
        assertThat(shell.run("wait nobody --timeout 1ms").err())
                .startsWith("ORKA-SHELL-20: not all plugins are active after 1ms; plugins.json is still being applied");
    }

    @Test
    void waitForTheRegistryLooksAtNoPlugin() {
        assertThat(shell.run("wait --applied").out()).isEqualTo("plugins.json is applied.\n");

        shell.plugins.settled = false;
        assertThat(shell.run("wait --applied --timeout=1ms").err())
                .startsWith("ORKA-SHELL-20: plugins.json is not applied after 1ms");
    }

    @Test
    void aTimeHasAUnit() {
        assertThat(shell.run("wait --timeout 5").err()).startsWith("ORKA-SHELL-01: '5' is not " + CallTime.RULE);
        assertThat(shell.run("wait --timeout").err()).startsWith("ORKA-SHELL-01: '' is not");
    }
}
