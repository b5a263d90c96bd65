package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.checkout.ScriptedGitServer.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A fetch from a faulty server ends in time and names the fault. It leaves no thread and does not affect the next
 * fetch.
 */
class BadServerTest {

    private static final int TIMES = Integer.getInteger("orka.soak.servers", 1);
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration PROMISED = DEADLINE.plusSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({
        "SILENT, ORKA-GIT-05",
        "DRIPPING, ORKA-GIT-05",
        "CUT_IN_PACK, ORKA-GIT-15",
        "STATUS_500, ORKA-GIT-02",
        "STATUS_401, ORKA-GIT-03",
        "GARBAGE_PACK, ORKA-GIT-15",
        "REDIRECT_LOOP, ORKA-GIT-15",
        "WRONG_LENGTH, ORKA-GIT-15"
    })
    void theFetchEndsInTimeAndTheNextOneWorks(Script script, String code, @TempDir Path directory) throws Exception {
        CheckoutFixture fixture = new CheckoutFixture(directory);
        LocalRepository repository = fixture.repository("hello-plugin").write("config.json", "{}");
        String first = repository.write("noise", "0123456789".repeat(1000)).commit("Begin");
        repository.tag("v0.1.0");
        GitCheckouts checkouts = fixture.checkouts(Credentials.none(), DEADLINE, CheckoutFixture.LIMITS);
        try (ScriptedGitServer good = new ScriptedGitServer(repository.directory(), Script.GOOD);
                ScriptedGitServer bad = new ScriptedGitServer(repository.directory(), script)) {
            assertThat(checkout(checkouts, good).commit()).isEqualTo(first);
            for (int i = 0; i < TIMES; i++) {
                String next = repository.write("more", "line " + i).commit("Go on");
                repository.tag("v0.1.0");
                Set<Thread> before = threads();

                long begin = System.nanoTime();
                CheckoutFailure failure = catchThrowableOfType(CheckoutFailure.class, () -> checkout(checkouts, bad));
                Duration took = Duration.ofNanos(System.nanoTime() - begin);

                assertThat(failure).as("what a bad server leads to").isNotNull();
                assertThat(failure.code()).as(failure.line()).isEqualTo(code);
                assertThat(took).as("promised to the caller").isLessThan(PROMISED);
                assertThatNoThreadIsLeft(before);
                assertThat(checkout(checkouts, good).commit()).isEqualTo(next);
                OldClones.awaitDeleted();
                assertThat(entries(fixture.plugins())).containsExactly("hello@v0.1.0");
            }
        }
    }

    private static Checkout checkout(GitCheckouts checkouts, ScriptedGitServer server) {
        return checkouts.checkout(
                CheckoutFixture.entry(CheckoutFixture.remote(server.url()), "v0.1.0", null, ""),
                null,
                CheckoutFixture.SILENT);
    }

    /** Waits, since a thread that is ending can still be listed for a moment. */
    private static void assertThatNoThreadIsLeft(Set<Thread> before) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!left(before).isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(left(before)).isEmpty();
    }

    private static Map<String, String> left(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .collect(Collectors.toMap(
                        Thread::toString,
                        thread -> Stream.of(thread.getStackTrace())
                                .map(String::valueOf)
                                .collect(Collectors.joining("\n"))));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith(ScriptedGitServer.THREADS))
                .collect(Collectors.toSet());
    }

    private static Set<String> entries(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
