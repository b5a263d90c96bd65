package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how plugin processes of every language die, freeze, and react to the end of their host. */
abstract class ProcessDeaths {

    private static final int KILLS = 4; // more kills in a short time cause a pause
    private static final int CALLERS = 4;

    /** Signals 1 to 31 as a mask, without those of the C library. */
    private static final long USUAL = 0x7fff_ffffL;

    @TempDir
    private Path directory;

    /** Returns the name of the plugin and of its repository. */
    abstract String name();

    /** Writes a version of the plugin. */
    abstract StoryRepository write(StoryRepository repository, String version);

    /** Registers version v0.1.0 of the plugin. */
    abstract StoryHost register(StoryHost host) throws IOException;

    /** Returns the number of swaps in a test. */
    abstract int swaps();

    @Test
    void killedUnderLoadItAnswersAgainAndNoCallHangs() throws Exception {
        try (StoryHost host = start()) {
            OrkaCall plugin = host.orka().service(name());
            AtomicBoolean running = new AtomicBoolean(true);
            AtomicLong answered = new AtomicLong();
            Queue<OrkaCallException> failures = new ConcurrentLinkedQueue<>();
            List<Thread> callers = callers(plugin, running, answered, failures);
            for (int i = 0; i < KILLS; i++) {
                signal("KILL", pid(plugin));
                long before = answered.get();
                while (answered.get() < before + 100) {
                    Poll.again();
                }
            }
            running.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
            System.out.printf(
                    "%s: %d kills: %d calls answered, %d failed%n", name(), KILLS, answered.get(), failures.size());
            assertThat(failures).isNotEmpty().hasSizeLessThanOrEqualTo((CALLERS + 1) * KILLS);
            assertThat(failures)
                    .allSatisfy(failure -> assertThat(failure.code()).isEqualTo("ORKA-CALL-11"));
            assertThat(failures)
                    .anySatisfy(failure -> assertThat(failure).hasMessageContaining("it was killed by signal 9"));
        }
    }

    @Test
    void noCallIsLostWhenVersionsAreSwapped() throws Exception {
        try (StoryHost host = start()) {
            write(host.repository(name()), "two").tag("v0.2.0");
            OrkaCall plugin = host.orka().service(name());
            assertThat(host.orka().plugins().swap(name(), "v0.2.0").ok()).isTrue();
            AtomicBoolean running = new AtomicBoolean(true);
            AtomicLong answered = new AtomicLong();
            Queue<OrkaCallException> failures = new ConcurrentLinkedQueue<>();
            List<Thread> callers = callers(plugin, running, answered, failures);
            for (int i = 0; i < swaps(); i++) {
                assertThat(host.orka().plugins().rollback(name()).ok()).isTrue();
            }
            running.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
            System.out.printf(
                    "%s: %d swaps of processes: %d calls answered, %d lost%n",
                    name(), swaps(), answered.get(), failures.size());
            assertThat(failures).isEmpty();
            assertThat(answered.get()).isPositive();
        }
    }

    @Test
    void noProcessOutlivesAKilledHostAndTheNextHostEndsWhatIsFrozen() throws Exception {
        List<Object> left = new ArrayList<>();
        try (StoryHost unused = start()) {
            // registers and builds; the host in a separate process finds the results in the store
        }
        StoryHost story = register(new StoryHost(directory));
        try (HostProcess host = HostProcess.start(story.home(), story.registryFile())) {
            left.add(said(host, "Pid"));
            left.add(said(host, "Child"));
            left.add(said(host, "ChildApart"));
            left.forEach(ProcessDeaths::awaitStart);
            signal("STOP", left.get(0));
        }
        try (HostProcess next = HostProcess.start(story.home(), story.registryFile())) {
            for (Object process : left) {
                assertThat(isThere(process)).isFalse();
            }
            left.clear();
            left.add(said(next, "Pid"));
        }
        while (isThere(left.get(0))) { // the process ends automatically
            Poll.again();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Child", "ChildApart"})
    void whatItStartedEndsWithIt(String method) throws Exception {
        Object first;
        Object second;
        try (StoryHost host = start()) {
            OrkaCall plugin = host.orka().service(name());
            first = requireNonNull(plugin.call(new Request(method)).data());
            awaitStart(first);
            OrkaCallException exit =
                    catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("Exit")));
            assertThat(exit.code()).isEqualTo("ORKA-CALL-11");
            assertThat(isThere(first)).isFalse();
            second = requireNonNull(plugin.call(new Request(method)).data());
            awaitStart(second);
        }
        assertThat(isThere(second)).isFalse();
    }

    @Test
    void whatItStartsHasTheUsualSignalsAndItselfHasNot() throws Exception {
        try (StoryHost host = start()) {
            OrkaCall plugin = host.orka().service(name());
            long own = ignored(Files.readString(Path.of("/proc/self/status")));
            String status = String.valueOf(plugin.call(new Request("Signals")).data());
            assertThat(ignored(status) & ~own & USUAL).isZero();
            Object child = requireNonNull(plugin.call(new Request("Child")).data());
            signal("TERM", child);
            while (isThere(child)) {
                Poll.again();
            }
            Object pid = pid(plugin);
            for (String signal : new String[] {"TERM", "INT", "HUP"}) {
                signal(signal, pid);
            }
            assertThat(pid(plugin)).isEqualTo(pid);
        }
    }

    private static long ignored(String status) {
        return Long.parseUnsignedLong(status.replaceAll("(?s).*SigIgn:\\s*([0-9a-f]+).*", "$1"), 16);
    }

    final Path directory() {
        return directory;
    }

    final StoryHost start() throws Exception {
        StoryHost host = new StoryHost(directory);
        write(host.repository(name()), "one").tag("v0.1.0");
        register(host).start();
        assertThat(host.status(name()).failure()).isNull();
        return host;
    }

    private static List<Thread> callers(
            OrkaCall plugin, AtomicBoolean running, AtomicLong answered, Queue<OrkaCallException> failures) {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> {
                for (long number = 0; running.get(); number++) {
                    try {
                        Object answer = plugin.call(new Request("Say", Map.of("word", number)))
                                .data();
                        assertThat(answer).isEqualTo(number);
                        answered.incrementAndGet();
                    } catch (OrkaCallException e) {
                        failures.add(e);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            caller.start();
            callers.add(caller);
        }
        return callers;
    }

    static Object pid(OrkaCall plugin) throws Exception {
        return String.valueOf(plugin.call(new Request("Pid")).data());
    }

    private String said(HostProcess host, String method) {
        String said = host.say("orka:call " + name() + " " + method);
        assertThat(said).startsWith("{");
        return said.replaceAll("[^0-9]", "");
    }

    static void signal(String name, Object pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Waits for a command line. It is empty for a moment while a program replaces a shell. */
    private static void awaitStart(Object pid) {
        while (!isThere(pid)) {
            Poll.again();
        }
    }

    /**
     * Returns whether a process has a command line. A killed process has none, even before its parent has waited for
     * it.
     */
    static boolean isThere(Object pid) {
        try {
            return Files.readAllBytes(Path.of("/proc", pid.toString(), "cmdline")).length > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
