package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.orka.calls.CallCodes;
import io.orka.calls.FailedCall;
import io.orka.calls.LazyTarget;
import io.orka.deploy.BoundPlugin;
import io.orka.identity.OrkaFailure;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call target of a plugin that is constructed at its first call. The first call, and all calls that arrive during
 * the construction, wait for the end of the construction. Safe for use by multiple threads.
 */
final class LazyPlugin implements LazyTarget {

    private final Supplier<CompletableFuture<BoundPlugin>> construction;

    @GuardedBy("this")
    private @Nullable CompletableFuture<BoundPlugin> begun;

    private volatile @Nullable OrkaCall plugin;

    /**
     * Creates a call target whose plugin is not constructed yet.
     *
     * @param construction begins to construct the plugin; the future always completes within a time limit
     */
    LazyPlugin(Supplier<CompletableFuture<BoundPlugin>> construction) {
        this.construction = requireNonNull(construction, "construction is null");
    }

    @Override
    public Response call(CallContext context, Request request) throws Exception {
        OrkaCall now = plugin;
        return (now == null ? constructed() : now).call(context, request);
    }

    @Override
    public OrkaCall known() {
        OrkaCall now = plugin;
        return now == null ? this : now;
    }

    private OrkaCall constructed() throws FailedCall {
        try {
            OrkaCall call = begun().get().call();
            plugin = call;
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedCall(
                    CallCodes.INTERRUPTED,
                    "the calling thread was interrupted while waiting for the plugin's construction",
                    null);
        } catch (ExecutionException e) {
            Throwable cause = StageFailed.causeOf(e);
            String what = cause instanceof OrkaFailure failure ? failure.line() : cause.toString();
            throw new FailedCall(CallCodes.NOT_CONSTRUCTED, "construction failed: " + what, cause);
        }
    }

    private synchronized CompletableFuture<BoundPlugin> begun() {
        if (begun == null) {
            begun = construction.get();
        }
        return begun;
    }

    /** Returns the plugin, if the construction has succeeded. */
    synchronized Optional<BoundPlugin> plugin() {
        return begun == null || begun.isCompletedExceptionally()
                ? Optional.empty()
                : Optional.ofNullable(begun.getNow(null));
    }

    /**
     * Closes the plugin if the construction has succeeded, and prevents a later construction. Called when no more calls
     * arrive.
     *
     * @return whether the caller has to close the plugin's bundle; a failed construction closes the bundle itself
     */
    boolean end() {
        CompletableFuture<BoundPlugin> last;
        synchronized (this) {
            last = begun;
            begun = CompletableFuture.failedFuture(PluginsFailure.stopping());
        }
        if (last == null) {
            return true;
        }
        @Nullable
        BoundPlugin constructed = last.handle((bound, failure) -> bound).join();
        if (constructed == null) {
            return false;
        }
        constructed.close();
        return true;
    }
}
