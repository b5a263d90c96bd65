package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.calls.Calls;
import io.orka.identity.PluginKey;
import io.orka.registry.ApplyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The service with the highest ranking is that of the highest version, from its registration on. */
class RankingTest {

    private static final int CHANGES = Integer.getInteger("orka.soak.rankings", 2_000);
    private static final String NAME = "a";

    private final Random random = new Random();
    private final SimulatedDisk disk = new SimulatedDisk();
    private final SimulatedEnvironment environment = new SimulatedEnvironment(random, disk);
    private final Lifecycle lifecycle;

    RankingTest() {
        environment.restart();
        HostState state = new HostState(
                new HostPhase(),
                new DesiredState(disk::readRegistry, ApplyMode.AUTO),
                new LockFile(environment.lifecycle(), Map.of(), entries -> {}),
                environment.lives(),
                new StatusBoard((key, what) -> {}),
                new Retries(environment::nanoTime));
        lifecycle = new Lifecycle(state, environment, new Calls());
        environment.badLuck = 0;
    }

    private void serve(PluginKey key, Set<PluginKey> retired) {
        Prepared prepared =
                end(environment.prepare(SimulatedDisk.entry(key), null, false)).orElseThrow();
        Candidate candidate = end(environment.start(prepared));
        environment.lifecycle().execute(() -> {
            Handover unused = lifecycle.serve(candidate, retired);
        });
        finish();
    }

    private void serve(String version) {
        serve(new PluginKey(NAME, version), Set.of());
    }

    private <T> T end(CompletableFuture<T> step) {
        finish();
        return step.join();
    }

    private void finish() {
        while (!environment.isIdle() || !environment.lifecycle().isIdle()) {
            if (!environment.lifecycle().isIdle()) {
                environment.lifecycle().runNext();
            } else {
                String unused = environment.endOne();
            }
        }
        environment.instances.removeIf(instance -> instance.ends > 0);
    }

    private List<String> highestFirst() {
        return environment.services.highestFirst(NAME).stream()
                .map(instance -> instance.key().toString())
                .toList();
    }

    @Test
    void aHigherVersionComesWithAHigherRankingAndAPreReleaseWithALowerOne() {
        serve("v0.2.0");
        serve("main");
        serve("v0.3.0");
        serve("v0.3.0-rc.1");
        serve("v0.1.0");
        serve(new PluginKey(NAME, null), Set.of());

        assertThat(highestFirst()).containsExactly("a", "a@v0.3.0", "a@v0.3.0-rc.1", "a@v0.2.0", "a@v0.1.0", "a@main");
        assertThat(environment.services.reranked).isZero();
    }

    @Test
    void whatTakesAPlaceRanksAboveWhatHadItWhateverItsVersion() {
        serve("v0.3.0");
        SimulatedEnvironment.Instance old =
                environment.services.highestFirst(NAME).get(0);
        List<String> seen = new ArrayList<>();
        environment.services.whenOneGoes(instance -> {
            assertThat(instance).isSameAs(old);
            seen.addAll(highestFirst());
        });

        serve(new PluginKey(NAME, "v0.1.0"), Set.of(old.key()));

        assertThat(seen).containsExactly("a@v0.1.0", "a@v0.3.0");
        assertThat(highestFirst()).containsExactly("a@v0.1.0");
    }

    @Test
    void manyNamesAndManyVersionsOfOneChangeNoRankingOfAnother() {
        for (int i = 0; i < 500; i++) {
            serve(new PluginKey("name" + i, "v1"), Set.of());
        }
        IntStream.range(0, 100).forEach(i -> serve("v1." + i));
        IntStream.range(0, 100).forEach(i -> serve("v0." + (100 - i)));

        environment.services.check(environment.lives().all());
        assertThat(environment.services.reranked).isZero();
    }

    @Test
    void versionsThatCrowdBetweenTwoOthersGetRoom() {
        serve("v1.0");
        for (int i = 100; i > 0; i--) {
            serve("v1." + i);
            environment.services.check(environment.lives().all());
        }

        assertThat(highestFirst())
                .hasSize(101)
                .startsWith("a@v1.100", "a@v1.99")
                .endsWith("a@v1.1", "a@v1.0");
        assertThat(environment.services.reranked).isPositive();
    }

    @Test
    void aVersionBetweenOthersMayBeReloadedForEver() {
        List.of("v1", "v2", "v3").forEach(this::serve);

        for (int i = 0; i < 5 * Services.STEP; i++) {
            serve("v2");
        }

        assertThat(highestFirst()).containsExactly("a@v3", "a@v2", "a@v1");
        assertThat(environment.services.reranked).isBetween(1, 10);
    }

    @Test
    void anyChangesInAnyOrderKeepTheOrder() {
        long seed = Long.getLong("orka.seed", System.nanoTime());
        System.out.println("-Dorka.seed=" + seed);
        random.setSeed(seed);
        for (int i = 0; i < CHANGES; i++) {
            List<PluginKey> served = new ArrayList<>(
                    environment.lives().all().stream().map(Live::key).toList());
            PluginKey key = key();
            if (served.contains(key) && random.nextInt(3) == 0) {
                CompletableFuture<Void> end = environment.lifecycle().begin(() -> lifecycle.remove(key));
                finish();
                assertThat(end).isDone();
            } else {
                served.removeIf(other -> other.equals(key) || random.nextInt(8) > 0);
                serve(key, Set.copyOf(served));
            }
            environment.services.check(environment.lives().all());
        }
    }

    private PluginKey key() {
        int version = random.nextInt(40);
        return new PluginKey(NAME, version == 0 ? null : "v1." + version / 3 + (version % 3 == 0 ? "-rc.1" : ""));
    }
}
