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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When a Go plugin's process dies, only its running calls fail. A frozen process is detected. */
class GoDeathTest extends ProcessDeaths {

    @BeforeAll
    static void needsGo() {
        GoStory.needsGo();
    }

    @Override
    String name() {
        return "go";
    }

    @Override
    StoryRepository write(StoryRepository repository, String version) {
        return GoStory.write(repository, version);
    }

    @Override
    StoryHost register(StoryHost host) throws IOException {
        return host.register("go@v0.1.0");
    }

    @Override
    int swaps() {
        return Integer.getInteger("orka.soak.processes", 100);
    }

    @Test
    void onlyTheCallsInFlightFailWhenItDies() throws Exception {
        try (StoryHost host = start()) {
            OrkaCall plugin = host.orka().service("go");
            Object first = pid(plugin);
            OrkaCallException exit =
                    catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("Exit")));
            assertThat(exit.code()).isEqualTo("ORKA-CALL-11");
            assertThat(exit).hasMessageContaining("it exited with code 7; its last output: out of licences");
            Object second = pid(plugin);
            assertThat(second).isNotEqualTo(first);

            OrkaCallException panic =
                    catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("PanicElsewhere")));
            assertThat(panic.code()).isEqualTo("ORKA-CALL-11");
            assertThat(panic).hasMessageContaining("panic: elsewhere");
            assertThat(panic.getCause()).hasMessageContaining("goroutine");
            assertThat(pid(plugin)).isNotEqualTo(second);
            OrkaCallException deep =
                    catchThrowableOfType(OrkaCallException.class, () -> plugin.call(new Request("PanicDeep")));
            assertThat(deep).hasMessageContaining("its last output: panic: the password is wrong");
            assertThat(host.shell("orka:list")).contains("ACTIVE");
        }
    }

    @Test
    void aFrozenProcessIsNoticedByItsHeart() throws Exception {
        try (StoryHost host = start()) {
            OrkaCall plugin = host.orka().service(name());
            Object frozen = pid(plugin);
            FutureTask<?> call = new FutureTask<>(() -> plugin.call(new Request("Hang")));
            new Thread(call, "call").start();
            Path log = host.home().pluginLogs().resolve("go@v0.1.0.log");
            while (!Files.exists(log) || !Files.readString(log).contains("hangs")) {
                Poll.again();
            }
            signal("STOP", frozen);
            ExecutionException ended = catchThrowableOfType(ExecutionException.class, call::get);
            OrkaCallException failure = (OrkaCallException) requireNonNull(ended.getCause());
            assertThat(failure.code()).isEqualTo("ORKA-CALL-11");
            assertThat(failure).hasMessageContaining("it missed the last 3 heartbeats");
            assertThat(pid(plugin)).isNotEqualTo(frozen);
            assertThat(isThere(frozen)).isFalse();
        }
    }
}
