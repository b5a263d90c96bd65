package io.orka.launcher;

import io.orka.logging.Logging;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orka demo}. */
@Command(
        name = "demo",
        description = {
            "Run a demo with the example plugins.",
            "The demo builds plugins from Git repositories, calls them, and swaps a plugin under load."
        },
        footerHeading = "%nExample:%n",
        footer = {"  orka demo"},
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "The directory of the demo, which is emptied first. By default, the directory demo in the home directory.")
    private @Nullable Path home;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path directory = home == null
                ? OrkaHome.fromEnvironment(System.getenv()).directory().resolve("demo")
                : home;
        DemoPlace place = DemoPlace.prepare(
                directory.toAbsolutePath(), Distribution.find().examples());
        Logging.start(place.home().logs(), Logging.LogTarget.NONE, false);
        PrintWriter out = spec.commandLine().getOut();
        return new Demo(place, out).run() ? 0 : 1;
    }
}
