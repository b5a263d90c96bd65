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
 * Leads what the plugins of one host say into logs of their own: what they print to {@link System#out} and
 * {@link System#err}, and what they log by {@code java.util.logging}. While one of these is open in a program that embeds
 * Orka, it looks through what is printed for what is a plugin's; all else passes through as it is, at once.
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
     * Begins with it.
     *
     * @param system the context of the system bundle of the framework that the plugins are in
     * @param logs the log of a plugin, by its key
     * @return what ends it
     */
    public static PluginPrints open(BundleContext system, Function<String, PluginLog> logs) {
        PluginPrints prints = new PluginPrints(
                requireNonNull(system, "system is null"), requireNonNull(logs, "logs is null"), StandardStreams.hold());
        OPEN.add(prints);
        return prints;
    }

    /**
     * A stream for the results of a session of the shell, into which plugins print nothing.
     *
     * @param own the session's own
     * @return what others print is in {@code own}, what plugins print in their logs
     */
    public PrintStream out(PrintStream own) {
        return StandardStreams.withoutPlugins(own, false);
    }

    /**
     * The same as {@link #out(PrintStream)} for failures.
     *
     * @param own the session's own
     * @return what others print is in {@code own}, what plugins print in their logs
     */
    public PrintStream err(PrintStream own) {
        return StandardStreams.withoutPlugins(own, true);
    }

    /** The log of a plugin; none where it is not known whose it is. */
    static @Nullable PluginLog log(Bundle bundle, String key) {
        return OPEN.stream()
                .filter(each -> each.system.getBundle(bundle.getBundleId()) == bundle)
                .findFirst()
                .or(PluginPrints::only) // the bundle is gone, its threads are not
                .map(each -> each.known.computeIfAbsent(key, each.logs))
                .orElse(null);
    }

    /** Where several are open, a line could come into the home of another host. */
    private static Optional<PluginPrints> only() {
        return OPEN.size() == 1 ? OPEN.stream().findFirst() : Optional.empty();
    }

    /** Writes what was printed without the end of a line. A program that embeds Orka has its streams back after that. */
    @Override
    public void close() {
        OPEN.remove(this);
        streams.close();
    }
}
