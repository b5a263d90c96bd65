package io.orka.calls;

import static java.util.Objects.requireNonNull;

import io.orka.sdk.CallContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The context that a plugin sees during one call. The caller's context may outlive the plugin. So the context gets no
 * references to the plugin, and this scope is unregistered from the context at the end of the call.
 */
final class CallScope implements CallContext, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CallScope.class);

    private final CallContext outer;
    private final @Nullable Instant until;
    private final Target target;
    private final InFlightCounter inFlightCounter;
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean cancelled;
    private boolean ended;

    private CallScope(CallContext outer, @Nullable Instant until, Target target, InFlightCounter inFlightCounter) {
        this.outer = outer;
        this.until = until;
        this.target = target;
        this.inFlightCounter = inFlightCounter;
    }

    /** Opens the scope of a counted call. The scope must be ended when the plugin has returned. */
    static CallScope open(CallContext outer, @Nullable Instant until, Target target, InFlightCounter inFlightCounter) {
        CallScope scope = new CallScope(outer, until, target, inFlightCounter);
        if (outer != CallContext.none()) {
            outer.onCancel(scope);
        }
        return scope;
    }

    /**
     * Runs the plugin's cancel actions in the thread that cancels the caller's context. The call is counted as in
     * flight until the actions end.
     */
    @Override
    public void run() {
        synchronized (this) {
            if (ended) {
                return;
            }
            inFlightCounter.hold();
        }
        try {
            cancel();
        } finally {
            inFlightCounter.release();
        }
    }

    /** Marks the call as cancelled without running the plugin's cancel actions. */
    void markCancelled() {
        cancelled = true;
    }

    /** Runs the plugin's cancel actions in this thread. Exceptions of the actions are logged; the caller gets none. */
    void cancel() {
        List<Runnable> due;
        synchronized (this) {
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(target.contextLoader());
        try {
            due.forEach(this::attempt);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void attempt(Runnable action) {
        try {
            action.run();
        } catch (
                Throwable
                        thrown) { // an action of a plugin may throw anything, and must not keep the others from running
            LOG.warn(
                    "{}: the cancel action of a call threw {}",
                    target.key(),
                    ThrownCopy.of(thrown).line());
        }
    }

    /** Drops all references to the plugin. */
    void end() {
        synchronized (this) {
            ended = true;
            actions.clear();
        }
        outer.forget(this);
    }

    @Override
    public Optional<Instant> deadline() {
        return until == null ? outer.deadline() : Optional.of(until);
    }

    @Override
    public boolean isCancelled() {
        return cancelled || outer.isCancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        requireNonNull(action, "action is null");
        synchronized (this) {
            if (ended) {
                return;
            }
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public synchronized void forget(Runnable action) {
        for (int i = actions.size() - 1; i >= 0; i--) {
            if (actions.get(i) == action) {
                actions.remove(i);
                return;
            }
        }
    }

    @Override
    public Map<String, String> attributes() {
        return outer.attributes();
    }
}
