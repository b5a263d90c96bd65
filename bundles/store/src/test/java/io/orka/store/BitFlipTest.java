package io.orka.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.wrap.BundleDigest;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flipped bit in a stored bundle is detected, and the bundle is moved aside. */
class BitFlipTest {

    private static final int FLIPS = Integer.getInteger("orka.soak.flips", 100);
    private static final long SEED = Long.getLong("orka.seed", System.nanoTime());
    private static final List<String> FILES =
            List.of("META-INF/MANIFEST.MF", "META-INF/orka/config.json", "acme/Plugin.class", "lib/library.jar");

    @TempDir
    Path home;

    @Test
    void everyFlippedBitIsFoundAndTheBundleSetAside() throws IOException {
        BundleStore store = new BundleStore(home.resolve("store"));
        Random random = new Random(SEED);
        Map<String, Integer> flipped = new HashMap<>();
        for (int i = 0; i < FLIPS; i++) {
            PluginBundle bundle = store.add(staged(store));
            String name = FILES.get(random.nextInt(FILES.size()));
            Path file = bundle.directory().resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, bytes);
            String told = "flip " + i + " at byte " + at + " of " + name + " (repeat with -Dorka.seed=" + SEED + ")";

            assertThat(store.find(bundle.digest())).as(told).isEmpty();
            assertThat(bundle.directory()).as(told).doesNotExist();
            Path aside = bundle.directory().resolveSibling(bundle.digest() + ".damaged-1");
            assertThat(aside.resolve(name)).as(told).hasBinaryContent(bytes);
            assertThat(store.retain(Set.of(), Duration.ZERO, Duration.ZERO).count())
                    .as(told)
                    .isEqualTo(1);
            flipped.merge(name, 1, Integer::sum);
        }
        assertThat(flipped).containsOnlyKeys(FILES);
        assertThat(store.digests()).isEmpty();
    }

    private static PluginBundle staged(BundleStore store) throws IOException {
        Path directory = StagedBundle.in(store, "some bytes of a class file").directory();
        Files.createDirectories(directory.resolve("META-INF/orka"));
        Files.writeString(directory.resolve("META-INF/orka/config.json"), "{\"name\":\"Tiny\"}");
        Files.createDirectories(directory.resolve("lib"));
        Files.write(directory.resolve("lib/library.jar"), new byte[5_000]);
        return PluginBundle.read(directory, BundleDigest.of(directory));
    }
}
