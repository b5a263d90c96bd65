package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.Report;
import io.orka.sdk.OrkaCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Callers call continuously during a thousand changes of the version, and no call is lost.
 *
 * <p>One change in twenty is a whole swap: registry, fetch, build, wrap, start. The others are rollbacks, which take
 * the bundle from the store. The steps in which calls could be lost are the same: a new class loader, a new instance,
 * the switch of the route, the drain, and the close of the old version.
 */
class SwapUnderLoadTest {

    private static final int SWAPS = Integer.getInteger("orka.soak.swaps", 1_000);
    private static final int WHOLE_WAY = 20;
    private static final long CALLS = 100L * SWAPS;

    @TempDir
    private Path directory;

    @Test
    void noCallIsLostOrDoubledAndNoneGoesBack() throws Exception {
        Load load = new Load();
        try (StoryHost host = new StoryHost(directory)) {
            StoryRepository repository = host.repository("load").write("config.json", StoryRepository.CONFIG);
            repository.write("Plugin.java", load.plugin("v0.1.0")).tag("v0.1.0");
            repository.write("Plugin.java", load.plugin("v0.2.0")).tag("v0.2.0");
            Orka orka = host.register("load@v0.1.0").start();
            OrkaCall byName = orka.service("load");
            OrkaCall byKey = orka.service("load@v0.1.0");

            History history = load.start(byName, byKey, byName, byKey);
            List<String> failedSwaps = new ArrayList<>();
            for (int i = 0; i < SWAPS; i++) {
                Report report = i % WHOLE_WAY == 0
                        ? orka.plugins()
                                .swap("load", other(host.status("load").key().version()))
                        : orka.plugins().rollback("load");
                if (!report.ok()) {
                    failedSwaps.add(report.toString());
                }
            }
            while (history.calls() < CALLS) {
                Poll.again();
            }
            History.Verdict verdict = load.end(history);
            System.out.printf("%d swaps, %d calls: %s%n", SWAPS, verdict.calls(), verdict.counts());

            assertThat(failedSwaps).isEmpty();
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.counts()).isEmpty();
            assertThat(host.status("load").generation()).isEqualTo(SWAPS + 1L);
            assertThat(orka.plugins().list()).hasSize(1);
            assertThat(orka.framework().getBundles())
                    .filteredOn(bundle -> bundle.getSymbolicName().startsWith("orka.plugin."))
                    .hasSize(1);

            orka.plugins().tidy();
            assertThat(host.status("load").alive()).isEmpty();
        }
    }

    private static String other(@Nullable String version) {
        return "v0.1.0".equals(version) ? "v0.2.0" : "v0.1.0";
    }
}
