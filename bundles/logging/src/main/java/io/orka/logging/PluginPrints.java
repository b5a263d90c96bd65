package io.orka.logging;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Redirects output of the plugins of one host to their own logs: the text that plugins print to {@link System#out} and
 * {@link System#err}, and the records that plugins log by {@code java.util.logging}. In an embedding application, an
 * open instance checks all printed output for output of plugins. Other output passes through unchanged and unbuffered.
 */
public final class PluginPrints implements AutoCloseable {

    private static final List<PluginPrints> OPEN = new CopyOnWriteArrayList<>();

    private final BundleContext system;
    private final Function<String, PluginLog> logs;
    private final StandardStreams.Hold streams;
    private final Map<String, PluginLog> known = new ConcurrentHashMap<>();

    private PluginPrints(BundleContext system, Function<String, PluginLog> logs, StandardStreams.Hold streams) {
        this.system = system;
        this.logs = logs;
        this.streams = streams;
    }

    /**
     * Starts the separation of the plugins' output.
     *
     * @param system the system bundle's context of the plugins' framework
     * @param logs returns the log of a plugin by its key
     * @return a handle that stops the separation on {@link #close()}
     */
    public static PluginPrints open(BundleContext system, Function<String, PluginLog> logs) {
        PluginPrints prints = new PluginPrints(
                requireNonNull(system, "system is null"), requireNonNull(logs, "logs is null"), StandardStreams.hold());
        OPEN.add(prints);
        return prints;
    }

    /**
     * Returns a stream for the results of a shell session, without the output of plugins.
     *
     * @param own the session's stream
     * @return a stream that passes output of plugins to their logs, and other output to {@code own}
     */
    public PrintStream out(PrintStream own) {
        return StandardStreams.withoutPlugins(own, false);
    }

    /**
     * Returns a stream as {@link #out(PrintStream)} does, but for failures.
     *
     * @param own the session's stream
     * @return a stream that passes output of plugins to their logs, and other output to {@code own}
     */
    public PrintStream err(PrintStream own) {
        return StandardStreams.withoutPlugins(own, true);
    }

    /** Returns the log of a plugin; {@code null} if the host of the plugin is unknown. */
    static @Nullable PluginLog log(Bundle bundle, String key) {
        return OPEN.stream()
                .filter(each -> each.system.getBundle(bundle.getBundleId()) == bundle)
                .findFirst()
                .or(PluginPrints::only) // the bundle is uninstalled, but its threads are running
                .map(each -> each.known.computeIfAbsent(key, each.logs))
                .orElse(null);
    }

    /**
     * Returns the only open instance; empty if several are open, since a line could get into the home of another host.
     */
    private static Optional<PluginPrints> only() {
        return OPEN.size() == 1 ? OPEN.stream().findFirst() : Optional.empty();
    }

    /** Writes unfinished lines, and restores the streams of an embedding application. */
    @Override
    public void close() {
        OPEN.remove(this);
        streams.close();
    }
}
