package io.orka.calls;

import static java.util.Objects.requireNonNull;

import io.orka.identity.Listed;
import io.orka.identity.NearestName;
import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Routes calls by name to the current generation, and switches generations while calls run.
 *
 * <p>Safe for use by multiple threads. Calls take no lock.
 */
public final class Calls {

    private final Map<String, VersionRoutes> routes = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** Creates a router without plugins. */
    public Calls() {}

    /**
     * Returns the shared service object of a key. The object calls the current generation of the key. While the key has
     * no generation, the object calls the generation that the name without a version selects.
     *
     * @param key any key, active or not
     * @return the handle, whose calls throw only {@link OrkaCallException}
     */
    public OrkaCall handle(PluginKey key) {
        return routes(key.name()).handle(key);
    }

    /**
     * Creates another service object of a key, for one registration. The new object routes calls like the one of {@link
     * #handle}, and is equal only to itself.
     *
     * @param key any key, active or not
     * @return the handle; the caller must release it
     */
    public OrkaCall newHandle(PluginKey key) {
        return routes(key.name()).newHandle(key);
    }

    /**
     * Releases a handle. A released handle still routes calls, but no longer keeps a replaced generation in memory.
     *
     * @param handle a handle from {@link #newHandle}; a second release does nothing
     */
    public void release(OrkaCall handle) {
        Handle released = (Handle) handle;
        released.routes().release(released);
    }

    /**
     * Returns the service object for a name or key, if such a plugin is active. A name selects the entry without a
     * version, or else the highest version. The handle of a name follows the name when the selected version changes. A
     * version may be written with or without its leading {@code v}.
     *
     * @param nameOrKey {@code name} or {@code name@version}
     * @return the handle; empty if no such plugin is active
     */
    public Optional<OrkaCall> find(String nameOrKey) {
        return Optional.ofNullable(lookup(nameOrKey));
    }

    /**
     * Calls a plugin by name.
     *
     * @param nameOrKey {@code name} or {@code name@version}
     * @param context the deadline, the cancellation and the attributes of the call
     * @param request the method and its arguments
     * @return the plugin's answer
     * @throws OrkaCallException if there is no such plugin or version, with a suggestion; if the call fails; or after
     *     {@link #stop()}
     */
    public Response call(String nameOrKey, CallContext context, Request request) {
        Handle handle = lookup(nameOrKey);
        if (handle == null) {
            throw unknown(nameOrKey, request.method());
        }
        return handle.call(context, request);
    }

    /**
     * Returns the service object for a name or key, as {@link #find} does, or throws if no such plugin is active.
     *
     * @param nameOrKey {@code name} or {@code name@version}
     * @return the handle
     * @throws OrkaCallException if there is no such plugin or version, with a suggestion
     */
    public OrkaCall service(String nameOrKey) {
        return find(nameOrKey).orElseThrow(() -> unknown(nameOrKey, "service"));
    }

    /**
     * Atomically makes a generation the current generation of its key and removes other keys of the same name. No call
     * that begins afterwards reaches a replaced generation.
     *
     * @param next the new generation
     * @param retired keys of the same name to remove; the handles of these keys then follow the name
     * @return the generations that get no new calls, to be drained with {@link Generation#awaitIdle}
     */
    public List<Generation> switchTo(Generation next, Set<PluginKey> retired) {
        PluginKey key = next.key();
        if (retired.contains(key)
                || retired.stream().anyMatch(other -> !other.name().equals(key.name()))) {
            throw new IllegalArgumentException("a switch to " + key + " cannot retire " + retired);
        }
        return routes(key.name()).change(next, retired);
    }

    /**
     * Removes a key; the key's handle then follows the name.
     *
     * @param key the key
     * @return the generation that gets no new calls; empty if the key had no generation
     */
    public List<Generation> withdraw(PluginKey key) {
        return routes(key.name()).change(null, Set.of(key));
    }

    /**
     * Rejects all calls that begin from now on with {@link CallCodes#STOPPING}, even after a later switch. Calls in
     * flight are not affected.
     */
    public void stop() {
        stopping = true; // first: a caller that finds no generation then gets this reason
        routes.values().forEach(VersionRoutes::stop);
    }

    /** Returns the current generation of exactly this key; empty if there is none. */
    Optional<Generation> current(PluginKey key) {
        VersionRoutes known = routes.get(key.name());
        return known == null ? Optional.empty() : Optional.ofNullable(known.current(key));
    }

    /**
     * Returns all current generations.
     *
     * @return one generation for each active key, by name, then from the lowest to the highest version
     */
    public List<Generation> current() {
        return routes.keySet().stream()
                .sorted()
                .flatMap(name -> routes(name).current().stream())
                .toList();
    }

    /**
     * Returns the generation that a call to a name or key reaches.
     *
     * @param nameOrKey {@code name} or {@code name@version}
     * @return the generation; empty if no such plugin is active
     */
    public Optional<Generation> serving(String nameOrKey) {
        return Optional.ofNullable(lookup(nameOrKey)).map(Handle::serving);
    }

    private VersionRoutes routes(String name) {
        return routes.computeIfAbsent(
                requireNonNull(name, "name is null"), absent -> new VersionRoutes(absent, () -> stopping));
    }

    private @Nullable Handle lookup(String nameOrKey) {
        int at = nameOrKey.indexOf('@');
        VersionRoutes known = routes.get(at < 0 ? nameOrKey : nameOrKey.substring(0, at));
        return known == null ? null : known.find(nameOrKey);
    }

    static OrkaCallException stopping(String nameOrKey, String method) {
        return new OrkaCallException(CallCodes.STOPPING, nameOrKey, method, "the host is stopping", null);
    }

    private OrkaCallException unknown(String nameOrKey, String method) {
        if (stopping) {
            return stopping(nameOrKey, method);
        }
        String name = PluginKey.parse(nameOrKey).name();
        List<String> versions = current().stream()
                .map(Generation::key)
                .filter(key -> key.name().equals(name))
                .map(key -> key.version() == null ? "one without a version" : key.version())
                .toList();
        if (!versions.isEmpty()) {
            String message = "this version is not active; active versions: " + Listed.of(versions);
            return new OrkaCallException(CallCodes.UNKNOWN_VERSION, nameOrKey, method, message, null);
        }
        List<String> names = current().stream()
                .map(generation -> generation.key().name())
                .distinct()
                .toList();
        String hint = NearestName.of(name, names)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        return new OrkaCallException(
                CallCodes.UNKNOWN_PLUGIN, nameOrKey, method, "no plugin of this name is active" + hint, null);
    }
}
