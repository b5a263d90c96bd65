package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orka.checkout.LocalRepository;
import io.orka.durable.DirectoryTree;
import io.orka.durable.Failpoint;
import io.orka.identity.PluginKey;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A plugin keeps its locked commit when its bundle is lost and when its tag or branch moves. */
class LockStoryTest {

    @TempDir
    private Path directory;

    private static String release(StoryHost host, String name, String word) {
        StoryRepository repository = host.repository(name).plainPlugin("return Response.ok(\"" + word + "\");");
        return repository.tag("v1");
    }

    private static Map<PluginKey, LockEntry> lock(StoryHost host) {
        return new PluginLock(host.home().lockFile()).read();
    }

    private static LockEntry locked(StoryHost host, String key) {
        return requireNonNull(lock(host).get(PluginKey.parse(key)));
    }

    private static void deleteBundle(StoryHost host, String key) throws IOException {
        DirectoryTree.remove(host.home().store().resolve(locked(host, key).digest()), Failpoint.STORE_DELETE);
    }

    private static void deleteClones(StoryHost host) throws IOException {
        DirectoryTree.remove(host.home().plugins(), Failpoint.CLONE_DELETE);
    }

    private static void edit(StoryHost host, String what, String by) throws IOException {
        Path file = host.home().lockFile();
        String text = Files.readString(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replace(what, by));
    }

    private String whatServes(StoryHost host, String key) {
        return host.status(key).state() + " " + host.say(key, "").data() + " "
                + host.status(key).commit();
    }

    @Test
    void aLostBundleIsBuiltFromTheLockedCommitAfterTagAndBranchHaveMoved() throws Exception {
        String first;
        try (StoryHost host = new StoryHost(directory)) {
            first = release(host, "moved", "first");
            host.register("moved@v1", "moved@main", "moved").start();
        }
        release(new StoryHost(directory), "moved", "second");
        try (StoryHost host = new StoryHost(directory)) {
            for (String key : new String[] {"moved@v1", "moved@main", "moved"}) {
                deleteBundle(host, key);
            }
            Files.move(directory.resolve("repositories"), directory.resolve("away"));
            host.register("moved@v1", "moved@main", "moved").start(); // the clones are sufficient

            for (String key : new String[] {"moved@v1", "moved@main", "moved"}) {
                assertThat(whatServes(host, key)).as(key).isEqualTo("ACTIVE first " + first);
            }
            Files.move(directory.resolve("away"), directory.resolve("repositories"));
        }
        try (StoryHost host = new StoryHost(directory)) {
            for (String key : new String[] {"moved@v1", "moved@main", "moved"}) {
                deleteBundle(host, key);
            }
            deleteClones(host);
            host.register("moved@v1", "moved@main", "moved").start(); // the repository still has the commit

            for (String key : new String[] {"moved@v1", "moved@main", "moved"}) {
                assertThat(whatServes(host, key)).as(key).isEqualTo("ACTIVE first " + first);
                assertThat(locked(host, key).commit()).isEqualTo(first);
            }
            assertThat(locked(host, "moved@v1").followed()).isEqualTo("refs/tags/v1");
            assertThat(locked(host, "moved").followed()).isEqualTo("refs/heads/main");
            assertThat(host.shell("orka:why moved@v1")).contains("its tag was moved");
            assertThat(host.status("moved").warnings()).isEmpty();

            assertThat(host.orka().plugins().reload("moved").ok()).isTrue();
            assertThat(host.say("moved", "").data()).isEqualTo("second");
        }
    }

    @Test
    void aLockedCommitThatIsGoneIsAFailureWithTheWayOut() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host, "gone", "first");
            host.register("gone@v1", "gone").start();
            deleteBundle(host, "gone@v1");
            deleteBundle(host, "gone");
            deleteClones(host);
        }
        DirectoryTree.remove(directory.resolve("repositories/gone"), Failpoint.CLONE_DELETE);
        try (StoryHost host = new StoryHost(directory)) {
            String anew = release(host, "gone", "anew");
            host.register("gone@v1", "gone").start();

            for (String key : new String[] {"gone@v1", "gone"}) {
                PluginStatus status = host.status(key);
                assertThat(status.state()).isEqualTo(PluginState.FAILED);
                assertThat(requireNonNull(status.failure()).code()).isEqualTo("ORKA-GIT-27");
            }
            assertThat(host.shell("orka:plan")).contains("+ install gone@v1", "! failed gone@v1 CLONING ORKA-GIT-27");
            assertThat(host.shell("orka:reload gone@v1")).startsWith("FAILED").contains("ORKA-GIT-26");
            assertThat(host.shell("orka:reload gone")).doesNotContain("FAILED");
            assertThat(whatServes(host, "gone")).isEqualTo("ACTIVE anew " + anew);
            accept(host, "gone");
            assertThat(whatServes(host, "gone@v1")).isEqualTo("ACTIVE anew " + anew);
        }
    }

    private void accept(StoryHost host, String name) {
        Path repository = directory.resolve("repositories").resolve(name);
        assertThat(host.shell("orka:remove " + name + "@v1")).doesNotContain("FAILED");
        assertThat(host.shell("orka:add " + name + " v1 " + repository + " Service"))
                .doesNotContain("FAILED");
    }

    @Test
    void aTagThatWasMovedIsNotTakenUntilItIsAccepted() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            String first = release(host, "tagged", "first");
            host.register("tagged@v1").start();
            String second = release(host, "tagged", "second");

            assertThat(host.shell("orka:reload tagged@v1"))
                    .startsWith("FAILED")
                    .contains("tagged@v1 CLONING ORKA-GIT-26: the tag 'v1' of", first, second);

            assertThat(host.say("tagged", "").data()).isEqualTo("first");
            assertThat(host.shell("orka:why tagged"))
                    .contains("ORKA-GIT-26", "tagged@v1 answers calls to tagged", "orka:remove");
            assertThat(host.shell("orka:plan")).contains("! retry tagged@v1 CLONING ORKA-GIT-26");
            assertThat(host.shell("orka:apply")).startsWith("FAILED").contains("ORKA-GIT-26");
            assertThat(locked(host, "tagged@v1").commit()).isEqualTo(first);

            accept(host, "tagged");
            assertThat(whatServes(host, "tagged")).isEqualTo("ACTIVE second " + second);
            assertThat(host.shell("orka:plan")).contains("No changes.");
        }
    }

    @Test
    void aTagThatIsBackIsNoFailureAnyMore() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host, "back", "first");
            host.register("back@v1").start();
            LocalRepository repository = LocalRepository.create(directory.resolve("repositories/back"));
            Path tag = repository.directory().resolve(".git/refs/tags/v1");
            String before = Files.readString(tag);
            release(host, "back", "second");
            assertThat(host.orka().plugins().reload("back").ok()).isFalse();

            Files.writeString(tag, before);

            assertThat(host.orka().plugins().reload("back").ok()).isTrue();
            assertThat(host.status("back").state()).isEqualTo(PluginState.ACTIVE);
            assertThat(host.shell("orka:plan")).contains("No changes.");
        }
    }

    @Test
    void anEntryThatChangesDoesNotTakeAMovedTagEither() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            release(host, "changed", "first");
            Orka orka = host.register("changed@v1").start();
            release(host, "changed", "second");
            Files.writeString(
                    host.registryFile(),
                    Files.readString(host.registryFile()).replace("changedService", "OtherService"));

            assertThat(host.shell("orka:apply")).startsWith("FAILED").contains("ORKA-GIT-26");

            assertThat(orka.plugins().plan().changes()).hasSize(1);
            assertThat(host.say("changed", "").data()).isEqualTo("first");
        }
    }

    @Test
    void theDigestOfAnotherPluginCountsAsNone() throws Exception {
        String ada;
        String bob;
        try (StoryHost host = new StoryHost(directory)) {
            release(host, "ada", "ada");
            release(host, "bob", "bob");
            host.register("ada@v1", "bob@v1").start();
            ada = locked(host, "ada@v1").digest();
            bob = locked(host, "bob@v1").digest();
        }
        Logger logger = (Logger) LoggerFactory.getLogger("io.orka.plugins.LockedBundles");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
        for (String wrong : new String[] {bob, "no-digest", "f".repeat(64)}) {
            try (StoryHost host = new StoryHost(directory)) {
                edit(host, ada, wrong);
                host.register("ada@v1", "bob@v1").start();

                assertThat(host.say("ada", "").data()).isEqualTo("ada");
                assertThat(host.say("bob", "").data()).isEqualTo("bob");
                assertThat(host.status("ada").state()).isEqualTo(PluginState.ACTIVE);
                assertThat(host.shell("orka:plan")).contains("No changes.");
                assertThat(locked(host, "ada@v1").digest()).isEqualTo(ada);
                assertThat(locked(host, "bob@v1").digest()).isEqualTo(bob);
            }
        }
        logger.detachAppender(log);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("ada@v1: the digest in the lock file belongs to bob@v1, commit "))
                .anyMatch(line -> line.startsWith("ada@v1: the lock file has an invalid digest"));
    }

    @Test
    void theWayBackIsThatOfTheSameVersionOrNone() throws Exception {
        String before;
        try (StoryHost host = new StoryHost(directory)) {
            release(host, "ada", "one");
            release(host, "bob", "bob");
            host.register("ada@v1", "bob@v1").start();
            before = locked(host, "ada@v1").digest();
            host.repository("ada").plainPlugin("return Response.ok(\"two\");").tag("v2");
            assertThat(host.orka().plugins().swap("ada", "v2").ok()).isTrue();
            deleteBundle(host, "ada@v2");
        }
        try (StoryHost host = new StoryHost(directory)) {
            host.register("ada@v2", "bob@v1").start();
            assertThat(host.say("ada", "").data()).isEqualTo("two");
            assertThat(requireNonNull(locked(host, "ada@v2").previous()).key()).hasToString("ada@v1");
            edit(host, before, locked(host, "bob@v1").digest());
        }
        try (StoryHost host = new StoryHost(directory)) {
            host.register("ada@v2", "bob@v1").start();

            assertThat(host.shell("orka:rollback ada")).startsWith("FAILED").contains("ORKA-PLUGIN-07");

            assertThat(host.say("ada", "").data()).isEqualTo("two");
            assertThat(host.say("bob", "").data()).isEqualTo("bob");
        }
    }
}
