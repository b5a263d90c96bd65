package io.orka.calls;

import static java.util.Objects.requireNonNull;

import io.orka.registry.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One installation of one plugin version that calls can be routed to, with the count of its calls.
 *
 * <p>Safe for use by many threads. It is routed to by {@link Calls#switchTo}; once it was switched out and
 * {@link #awaitIdle} has answered {@code true}, no call runs on it ever again.
 */
public final class Generation {

    private final PluginKey key;
    private final String commit;
    private final long number;
    private final OrkaCall target;
    private final ClassLoader contextLoader;
    private final Traffic traffic = new Traffic();

    /**
     * Describes a generation nobody calls yet.
     *
     * @param key the plugin
     * @param commit the commit it was built from
     * @param number tells generations apart; higher is newer
     * @param target the plugin itself
     * @param contextLoader the thread context class loader during calls
     */
    public Generation(PluginKey key, String commit, long number, OrkaCall target, ClassLoader contextLoader) {
        this.key = requireNonNull(key, "key is null");
        this.commit = requireNonNull(commit, "commit is null");
        this.number = number;
        this.target = requireNonNull(target, "target is null");
        this.contextLoader = requireNonNull(contextLoader, "contextLoader is null");
    }

    /**
     * Which plugin this is.
     *
     * @return the key
     */
    public PluginKey key() {
        return key;
    }

    /**
     * What it was built from.
     *
     * @return the commit
     */
    public String commit() {
        return commit;
    }

    /**
     * Tells generations apart.
     *
     * @return the number given at construction; higher is newer
     */
    public long number() {
        return number;
    }

    /**
     * How many calls were routed here, finished or not.
     *
     * @return a count that may be behind by the calls that begin at this moment
     */
    public long calls() {
        return traffic.calls();
    }

    /**
     * How many calls are running.
     *
     * @return a count that may be off by the calls that begin or end at this moment; never negative
     */
    public long inFlight() {
        return traffic.inFlight();
    }

    /**
     * Waits until no call is running. For a generation that was switched out, {@code true} is final: no call runs on it
     * again. A thread that is itself inside a call of this generation waits in vain and gets {@code false}.
     *
     * @param timeout how long to wait at most; zero or less looks once
     * @return whether all calls have left; {@code false} also when this thread is interrupted, which it then still is
     */
    public boolean awaitIdle(Duration timeout) {
        return traffic.awaitIdle(timeout);
    }

    OrkaCall target() {
        return target;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Runs one call in this thread; the caller has counted it in. */
    Response answer(CallContext context, Request request) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(contextLoader);
        Response given;
        Response answer = new Response(); // a copy: the plugin may keep its own and change it later
        try {
            given = target.call(context, request);
            if (given != null) {
                answer.set(given);
                answer.setData(JsonLike.check(answer.data()));
            }
        } catch (NotJsonLike e) {
            throw failure(CallCodes.BAD_DATA, request, "returned " + e.describe("data"), null);
        } catch (Throwable thrown) { // errors too: whatever a plugin throws, its own objects must not reach the caller
            throw threw(request, thrown);
        } finally {
            thread.setContextClassLoader(before);
        }
        if (given == null) {
            throw failure(CallCodes.NO_RESPONSE, request, "returned null instead of a Response", null);
        }
        return answer;
    }

    private OrkaCallException threw(Request request, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        ThrownCopy copy = ThrownCopy.of(thrown);
        return failure(CallCodes.PLUGIN_THREW, request, copy.line(), copy);
    }

    private OrkaCallException failure(String code, Request request, String message, @Nullable Throwable cause) {
        return new OrkaCallException(code, key.toString(), request.method(), message, cause);
    }
}
