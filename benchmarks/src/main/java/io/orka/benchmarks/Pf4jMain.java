package io.orka.benchmarks;

import io.orka.benchmarks.subject.PingPoint;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginWrapper;

/** A host of PF4J plugins: starts all, fetches extensions, calls the last one, and creates an answer file. */
public final class Pf4jMain {

    private Pf4jMain() {}

    /**
     * Runs until the process is terminated.
     *
     * @param arguments the directory of the plugins, the directory of the answer, and whether to fetch each extension
     */
    public static void main(String[] arguments) throws Exception {
        DefaultPluginManager manager = new DefaultPluginManager(Path.of(arguments[0]));
        manager.loadPlugins();
        manager.startPlugins();
        List<PluginWrapper> plugins = manager.getStartedPlugins();
        List<PluginWrapper> fetched =
                Boolean.parseBoolean(arguments[2]) ? plugins : plugins.subList(plugins.size() - 1, plugins.size());
        List<PingPoint> extensions = new ArrayList<>();
        for (PluginWrapper plugin : fetched) {
            extensions.addAll(manager.getExtensions(PingPoint.class, plugin.getPluginId()));
        }
        OrkaCall last = extensions.get(extensions.size() - 1);
        Object answer = last.call(new Request("Ping")).data();
        Files.createFile(Path.of(arguments[1]).resolve(String.valueOf(answer)));
        Thread.currentThread().join();
    }
}
