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
            "Stop the running host and wait until it has stopped.",
            "Running calls may finish. Exit code: 0 if no host is running any more, 1 at the timeout."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  orka stop", "  orka stop --timeout 2m"},
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to wait; by default 90s. Engine bundles and running calls have 30s each.")
    private Duration timeout = Duration.ofSeconds(90);

    @Override
    public Integer call() throws InterruptedException, ExecutionException, IOException {
        Optional<OrkaHome> running = RunPlace.running(options.home());
        if (running.isEmpty()) {
            System.out.println("No host is running on " + options.home().directory());
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
        System.out.println("The host on " + home.directory() + " has stopped");
        return 0;
    }
}
