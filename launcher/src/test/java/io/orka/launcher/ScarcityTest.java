package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host with little memory repeatedly lacks descriptors or threads. Its active versions stay active. */
@Tag("machine")
class ScarcityTest {

    private static final int ROUNDS = Integer.getInteger("orka.soak.scarcity", 4);

    /**
     * Runs a program without root's user id, because root has no limit of processes. The program can read root's files.
     */
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--securebits=+no_setuid_fixup",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=+dac_override",
            "--bounding-set=-all,+dac_override");

    private static final Pattern GENERATION =
            Pattern.compile("\"key\"\\s*:\\s*\"stays@v0\".*?\"generation\"\\s*:\\s*(\\d+)", Pattern.DOTALL);
    private static final String LITTLE_MEMORY = "-Xmx64m";

    @TempDir
    private Path directory;

    private OrkaHome home;
    private StaysAndMoves plugins;

    @BeforeEach
    void write() throws Exception {
        boolean root = new ProcessBuilder(AS_NOBODY.get(0), "--version").start().waitFor() == 0
                && "root".equals(System.getProperty("user.name"));
        assertThat(root || !Boolean.getBoolean("orka.ci")).isTrue();
        assumeTrue(root, "only root can become another user");
        home = OrkaHome.of(directory.resolve("home"));
        plugins = new StaysAndMoves(directory);
    }

    @ParameterizedTest
    @EnumSource
    void whatServesServesAndEverythingHealsByItself(Scarce scarce) throws Exception {
        try (HostProcess host = HostProcess.launch(AS_NOBODY, home, plugins.registry(), LITTLE_MEMORY)) {
            host.awaitOutput("Orka is running on");
            plugins.awaitLast(host);
            String since = serving(host);
            for (int left = 0; left < ROUNDS; left++) {
                plugins.release();
                String before = host.limit(scarce.limit, Long.toString(scarce.used(host.pid()) + left));
                FutureTask<String> swap = new FutureTask<>(() -> host.say("orka:swap moves " + plugins.version()));
                new Thread(swap, "swap").start();
                String output = host.output();
                while (!swap.isDone() && host.output().equals(output)) {
                    Poll.again();
                }
                host.limit(scarce.limit, before);

                swap.get();
                plugins.register(); // the swap may have failed before it edited the registry
                plugins.awaitLast(host);
                assertThat(serving(host)).isEqualTo(since);
                assertThat(host.say("orka:list")).doesNotContain("quarantined");
            }
        }
    }

    private enum Scarce {
        DESCRIPTORS("nofile", "fd"),
        THREADS("nproc", "task");

        private final String limit;
        private final String directory;

        Scarce(String limit, String directory) {
            this.limit = limit;
            this.directory = directory;
        }

        private int used(long pid) throws Exception {
            try (var entries = Files.list(Path.of("/proc", Long.toString(pid), directory))) {
                return (int) entries.count();
            }
        }
    }

    private static String serving(HostProcess host) {
        Matcher plugin = GENERATION.matcher(host.say("orka:list --json"));
        assertThat(plugin.find()).isTrue();
        return plugin.group(1);
    }
}
