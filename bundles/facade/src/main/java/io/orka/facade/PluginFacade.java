package io.orka.facade;

import static java.util.Objects.requireNonNull;

import io.orka.api.ListenerRegistration;
import io.orka.api.PluginFailure;
import io.orka.api.PluginHost;
import io.orka.api.PluginHostException;
import io.orka.api.PluginInfo;
import io.orka.api.PluginListener;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.plugins.Failure;
import io.orka.plugins.Plugins;
import io.orka.plugins.Report;
import io.orka.plugins.Subscription;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The plugins of a host for one bundle or embedding application. {@link #close()} removes the listeners of this facade.
 */
public final class PluginFacade implements PluginHost, AutoCloseable {

    private final Plugins plugins;
    private final AsyncCalls asyncCalls = new AsyncCalls();
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates a facade.
     *
     * @param plugins the plugins of the host
     */
    public PluginFacade(Plugins plugins) {
        this.plugins = requireNonNull(plugins, "plugins is null");
    }

    @Override
    public List<PluginInfo> plugins() {
        return plugins.list().stream().map(Infos::plugin).toList();
    }

    @Override
    public PluginInfo plugin(String nameOrKey) {
        requireNonNull(nameOrKey, "nameOrKey is null");
        return Infos.plugin(answered(() -> plugins.status(nameOrKey)));
    }

    @Override
    public Response call(String nameOrKey, CallContext context, Request request) {
        return plugins.call(
                requireNonNull(nameOrKey, "nameOrKey is null"),
                requireNonNull(context, "context is null"),
                requireNonNull(request, "request is null"));
    }

    @Override
    public CompletionStage<Response> callAsync(String nameOrKey, CallContext context, Request request) {
        requireNonNull(nameOrKey, "nameOrKey is null");
        requireNonNull(request, "request is null");
        return asyncCalls.begin(
                nameOrKey,
                requireNonNull(context, "context is null"),
                request,
                own -> plugins.call(nameOrKey, own, request));
    }

    @Override
    public void swap(String nameOrKey, String version) {
        requireNonNull(nameOrKey, "nameOrKey is null");
        requireNonNull(version, "version is null");
        PluginKey asked = new PluginKey(PluginKey.parse(nameOrKey).name(), version);
        done(answered(() -> plugins.swap(nameOrKey, version)), asked::equals);
    }

    @Override
    public void rollback(String name) {
        requireNonNull(name, "name is null");
        done(answered(() -> plugins.rollback(name)), key -> true);
    }

    @Override
    public void reload(String nameOrKey) {
        requireNonNull(nameOrKey, "nameOrKey is null");
        done(answered(() -> plugins.reload(nameOrKey)), key -> true);
    }

    @Override
    public Map<String, PluginFailure> apply() {
        Map<String, PluginFailure> failures = new LinkedHashMap<>();
        for (Report.Item item : answered(plugins::apply).items()) {
            if (item.failure() != null) {
                failures.put(item.key().toString(), Infos.failure(item.failure()));
            }
        }
        return Collections.unmodifiableMap(failures);
    }

    @Override
    public ListenerRegistration addListener(PluginListener listener) {
        requireNonNull(listener, "listener is null");
        ClassLoader loader = listener.getClass().getClassLoader();
        Subscription subscription = plugins.follow(occurrence -> {
            // The thread inherits the loader of the code that added the listener.
            Thread.currentThread().setContextClassLoader(loader);
            listener.happened(Events.of(occurrence));
        });
        subscriptions.add(subscription);
        if (closed) {
            close();
        }
        return () -> end(subscription);
    }

    /** Removes all listeners that were or will be added through this facade. */
    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(this::end);
    }

    private void end(Subscription subscription) {
        if (subscriptions.remove(subscription)) {
            subscription.close();
        }
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (OrkaFailure e) {
            throw new PluginHostException(e.code(), e.reason(), e.remedy(), e);
        }
    }

    /** Throws the failure of a requested plugin. Failures of other plugins are in their status. */
    private static void done(Report report, Predicate<PluginKey> asked) {
        for (Report.Item item : report.items()) {
            if (item.failure() != null && asked.test(item.key())) {
                Failure failure = item.failure();
                throw new PluginHostException(failure.code(), failure.reason(), failure.remedy(), null);
            }
        }
    }
}
