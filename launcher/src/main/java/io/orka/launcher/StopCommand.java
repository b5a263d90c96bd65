package io.orka.launcher;

import io.orka.shell.ControlClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orka stop}. */
@Command(
        name = "stop",
        description = {
            "Asks the running host to end, and waits until it has: calls in flight may return.",
            "Exit code 0 when no host runs any more, 1 when the host has not ended in time."
        },
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to wait for the end; 90s unless given. Engine bundles and calls have 30s each.")
    private Duration timeout = Duration.ofSeconds(90);

    @Override
    public Integer call() throws InterruptedException, ExecutionException, IOException {
        Optional<OrkaHome> running = RunPlace.running(options.home());
        if (running.isEmpty()) {
            System.out.println("No host runs on " + options.home().directory());
            return 0;
        }
        OrkaHome home = running.get();
        AtomicLong told = new AtomicLong();
        int unused = RunningHost.talk(home, () -> {
            told.set(ControlClient.stop(home.controlSocket()));
            return 0;
        });
        long pid = told.get();
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        try {
            if (process.isPresent()) {
                process.get().onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            throw HostFailure.stillEnds(pid, timeout);
        }
        System.out.println("The host on " + home.directory() + " has ended");
        return 0;
    }
}
