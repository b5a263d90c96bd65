package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.orka.identity.PluginKey;
import io.orka.plugins.Failure;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.PluginsFailure;
import io.orka.plugins.Report;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginLock;
import io.orka.registry.RegistryFailure;
import io.orka.registry.RegistryFile;
import io.orka.wrap.PluginBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After any edit of the lock file and any damage in the store, the next host activates each plugin at the locked or the
 * registered commit, or reports the true cause of the failure.
 */
@Tag("machine")
class LockEditsTest {

    private static final int EDITS = Integer.getInteger("orka.soak.lockedits", 20);
    private static final List<String> KEYS = List.of("ada@v2", "bob@v1", "eve");

    @TempDir
    private Path directory;

    /** The response of each plugin at each commit of its repository. */
    private final Map<String, Map<String, String>> answers = new HashMap<>();

    /** The commit to which each registered ref points, by key. */
    private final Map<String, String> named = new HashMap<>();

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void everyEditIsHealedOrIsAFailureWithItsReason() throws Exception {
        begin();
        StoryHost place = new StoryHost(directory);
        byte[] lock = Files.readAllBytes(place.home().lockFile());
        long first = Long.getLong("orka.seed", System.nanoTime());
        for (long seed = first; seed < first + EDITS; seed++) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L); // consecutive seeds begin with similar values
            LockEdit edit = new LockEdit(lock, random);
            byte[] edited = edit.bytes();
            try (StoryHost host = new StoryHost(directory)) {
                host.register(KEYS.toArray(String[]::new));
                Files.write(host.home().lockFile(), edited);
                if (random.nextBoolean()) {
                    Files.deleteIfExists(host.home().lockFile().resolveSibling("plugins.lock.json.copy"));
                }
                if (random.nextInt(5) == 0) {
                    damage(host, random);
                    edit.story().add("damage");
                }
                round(host, edited, random);
            } catch (Throwable e) {
                throw new AssertionError(
                        "-Dorka.seed=" + seed + " -Dorka.soak.lockedits=1\n" + String.join("\n", edit.story()) + "\n"
                                + new String(edited, StandardCharsets.UTF_8),
                        e);
            }
            edit.story().forEach(what -> count("edit: " + what.split(" ", 2)[0]));
        }
        System.out.println(EDITS + " edits from seed " + first + ": " + seen);
        assertThat(seen).containsKey("active");
    }

    /** Registers three plugins, two of which have a previous version. */
    private void begin() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            commit(host, "ada", "ada 1", "v1");
            named.put("ada@v2", commit(host, "ada", "ada 2", "v2"));
            named.put("bob@v1", commit(host, "bob", "bob 1", "v1"));
            commit(host, "eve", "eve 1", null);
            Orka orka = host.register("ada@v1", "bob@v1", "eve").start();
            named.put("eve", commit(host, "eve", "eve 2", null));
            assertThat(orka.plugins().swap("ada", "v2").ok()).isTrue();
            assertThat(orka.plugins().reload("eve").ok()).isTrue();
        }
    }

    private String commit(StoryHost host, String name, String word, @Nullable String tag) {
        StoryRepository repository = host.repository(name).plainPlugin("return Response.ok(\"" + word + "\");");
        String commit = tag == null ? repository.commit(word) : repository.tag(tag);
        answers.computeIfAbsent(name, any -> new LinkedHashMap<>()).put(commit, word);
        return commit;
    }

    private static void damage(StoryHost host, Random random) throws IOException {
        try (Stream<Path> files = Files.walk(host.home().store())) {
            List<Path> some = files.filter(file -> file.endsWith("MANIFEST.MF")
                            && !file.toString().contains("damaged")
                            && !file.toString().contains("incoming"))
                    .sorted()
                    .toList();
            Path file = some.get(random.nextInt(some.size()));
            Files.writeString(file, Files.readString(file) + "X: y\n");
        }
    }

    private void round(StoryHost host, byte[] edited, Random random) throws Exception {
        Map<PluginKey, LockEntry> locked;
        try {
            locked = new PluginLock(host.home().lockFile()).read();
        } catch (RegistryFailure unreadable) {
            assertThat(unreadable.code()).isIn("ORKA-REG-04", "ORKA-REG-05");
            assertThat(catchThrowable(host::start)).hasMessage(unreadable.getMessage());
            assertThat(unreadable).hasMessageContaining("plugins.lock.json");
            assertThat(host.home().lockFile()).hasBinaryContent(edited);
            count("refused");
            return;
        }
        Orka orka = host.start();
        Map<PluginKey, LockEntry> now = new PluginLock(host.home().lockFile()).read();
        for (PluginEntry entry : new RegistryFile(host.registryFile()).read().entries()) {
            check(host, entry, locked.get(entry.key()), now.get(entry.key()));
        }
        assertThat(orka.plugins().list())
                .extracting(status -> status.key().toString())
                .hasSameElementsAs(KEYS);
        if (orka.plugins().list().stream().allMatch(status -> status.state() == PluginState.ACTIVE)) {
            assertThat(orka.plugins().plan().changes()).isEmpty();
            if (random.nextInt(3) == 0) {
                rollBack(host, random.nextBoolean() ? "ada" : "eve");
            }
        }
    }

    private void check(StoryHost host, PluginEntry entry, @Nullable LockEntry before, @Nullable LockEntry after) {
        PluginKey key = entry.key();
        PluginStatus status = host.status(key.toString());
        Map<String, String> commits = requireNonNull(answers.get(key.name()));
        boolean sameRef = before != null
                && entry.repo().text().equals(before.repo())
                && Objects.equals(entry.ref(), before.ref());
        boolean pinned = before != null
                && sameRef
                && entry.service().equals(before.service())
                && entry.path().equals(before.path())
                && entry.tests() == before.tests()
                && entry.limits().startLike(before.limits());
        String commit = before == null ? "" : before.commit().toLowerCase(Locale.ROOT);
        Failure failure = status.failure();
        if (status.state() == PluginState.ACTIVE) {
            String expected = pinned ? commit : requireNonNull(named.get(key.toString()));
            assertThat(status.commit()).as("commit of " + key).isEqualTo(expected);
            assertThat(host.say(key.toString(), "").data()).isEqualTo(commits.get(expected));
            String digest = requireNonNull(after).digest();
            PluginBundle bundle = PluginBundle.read(host.home().store().resolve(digest), digest);
            assertThat(bundle.key()).isEqualTo(key);
            assertThat(bundle.commit()).isEqualTo(expected).isEqualTo(after.commit());
            count("active");
            return;
        }
        assertThat(status.state()).as(key.toString()).isEqualTo(PluginState.FAILED);
        String code = requireNonNull(failure).code();
        if (pinned) {
            assertThat(code).as(failure.reason()).isEqualTo("ORKA-GIT-27");
            assertThat(commits).doesNotContainKey(commit);
        } else {
            assertThat(code).as(failure.reason()).isEqualTo("ORKA-GIT-26");
            assertThat(sameRef).isTrue();
            assertThat(requireNonNull(before).followed()).startsWith("refs/tags/");
            assertThat(commit).isNotEqualTo(named.get(key.toString()));
        }
        assertThat(failure.reason()).contains(requireNonNull(before).commit());
        count(code);
    }

    /** Checks that a rollback activates a commit of the plugin, or fails and keeps the active version. */
    private void rollBack(StoryHost host, String name) {
        Object before = host.say(name, "").data();
        Map<String, String> commits = requireNonNull(answers.get(name));
        String code;
        try {
            Report report = host.orka().plugins().rollback(name);
            Failure failure = report.items().get(0).failure();
            code = failure == null ? "" : failure.code();
        } catch (PluginsFailure failure) {
            code = failure.code();
        }
        Object after = host.say(name, "").data();
        if (code.isEmpty()) {
            assertThat(after).isEqualTo(commits.get(host.status(name).commit()));
            count("rollback");
        } else {
            assertThat(code).isIn("ORKA-PLUGIN-06", "ORKA-PLUGIN-07", "ORKA-REG-01");
            assertThat(after).isEqualTo(before);
            count("rollback " + code);
        }
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }
}
