package io.orka.benchmarks;

import io.orka.launcher.Orka;
import io.orka.launcher.OrkaHome;
import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A host in a separate JVM that restores a Go plugin from its store and calls it from many threads. */
public final class LoadedHost {

    private static final int WARM_UPS = 3;
    private static final int WARM_UP_CALLERS = 16;

    private LoadedHost() {}

    /** Runs one turn in a new JVM. */
    static List<CallLoad> turn(OrkaHome home, Effort effort, List<Integer> callers)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorka.distribution=" + System.getProperty("orka.distribution"),
                "-cp",
                System.getProperty("java.class.path"),
                LoadedHost.class.getName(),
                home.directory().toString(),
                Integer.toString(effort.iterations()),
                Integer.toString(effort.millis())));
        callers.forEach(count -> command.add(count.toString()));
        return new Tool(Path.of("").toAbsolutePath(), Map.of())
                .run(command)
                .lines()
                .map(CallLoad::parse)
                .toList();
    }

    /**
     * Prints one line for each measurement.
     *
     * @param arguments the home, the number of measurements, their length in milliseconds, and numbers of callers
     */
    public static void main(String[] arguments) {
        int iterations = Integer.parseInt(arguments[1]);
        int millis = Integer.parseInt(arguments[2]);
        try (Orka orka = Orka.open(OrkaHome.of(Path.of(arguments[0])))) {
            OrkaCall plugin = orka.service(HelloGo.NAME);
            for (int i = 0; i < WARM_UPS; i++) {
                CallLoad.of(() -> HelloGo.call(plugin), WARM_UP_CALLERS, millis);
            }
            for (int i = 3; i < arguments.length; i++) {
                int callers = Integer.parseInt(arguments[i]);
                for (int iteration = 0; iteration < iterations; iteration++) {
                    System.out.println(CallLoad.of(() -> HelloGo.call(plugin), callers, millis)
                            .line());
                }
            }
        }
    }
}
