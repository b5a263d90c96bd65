package io.orka.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orka wait}. */
@Command(
        name = "wait",
        description = {
            "Wait until a host is running and its plugins are active.",
            "Exit code: 1 at the timeout, or as soon as a plugin is quarantined."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  orka wait", "  orka wait --ready hello --timeout 1m"},
        mixinStandardHelpOptions = true)
final class WaitCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(100);

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Option(
            names = "--ready",
            paramLabel = "NAME",
            description = "A plugin to wait for, as NAME or NAME@VERSION; may be repeated. By default, all plugins.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to wait, such as 30s; by default 5m.")
    private Duration timeout = Duration.ofMinutes(5);

    @Override
    public Integer call() throws InterruptedException, IOException {
        long begin = System.nanoTime();
        Optional<OrkaHome> running = RunPlace.running(options.home());
        while (running.isEmpty()) {
            if (left(begin).isNegative()) {
                throw HostFailure.noRunningHost(options.home().directory());
            }
            Thread.sleep(LOOK.toMillis());
            running = RunPlace.running(options.home());
        }
        OrkaHome home = running.get();
        StringBuilder command = new StringBuilder("orka:wait --timeout ")
                .append(Math.max(1, left(begin).toMillis()))
                .append("ms");
        names.forEach(name -> command.append(" '").append(name.replace("'", "")).append('\''));
        return RunningHost.ask(home, command.toString());
    }

    private Duration left(long begin) {
        return timeout.minusNanos(System.nanoTime() - begin);
    }
}
