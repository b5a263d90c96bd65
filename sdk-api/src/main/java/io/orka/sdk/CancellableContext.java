package io.orka.sdk;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CallContext} for callers, which can set a deadline and attributes, and can cancel the call.
 *
 * <p>Safe for use by multiple threads. Cancellation is cooperative: the plugin has to check {@link #isCancelled()} or
 * to register an action with {@link #onCancel(Runnable)}. The host enforces the deadline.
 */
public final class CancellableContext implements CallContext {

    private final @Nullable Instant deadline;
    private final Map<String, String> attributes;
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean cancelled;

    /**
     * Creates a context.
     *
     * @param deadline the time after which the caller stops waiting, or {@code null} for none
     * @param attributes attributes of the caller, without {@code null}; copied
     */
    public CancellableContext(@Nullable Instant deadline, Map<String, String> attributes) {
        this.deadline = deadline;
        this.attributes = Map.copyOf(requireNonNull(attributes, "attributes is null"));
    }

    /**
     * Cancels the call, and runs each registered action once, in the current thread. Further calls have no effect.
     *
     * @throws RuntimeException the exception of the first action that failed, with the exceptions of other actions
     *     suppressed; thrown after all actions have run
     */
    public void cancel() {
        List<Runnable> due;
        synchronized (actions) {
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        RuntimeException failure = null;
        for (Runnable action : due) {
            try {
                action.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else if (failure != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        requireNonNull(action, "action is null");
        synchronized (actions) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public void forget(Runnable action) {
        requireNonNull(action, "action is null");
        synchronized (actions) {
            for (int i = actions.size() - 1; i >= 0; i--) { // the action was usually registered last
                if (actions.get(i) == action) {
                    actions.remove(i);
                    return;
                }
            }
        }
    }

    @Override
    public Map<String, String> attributes() {
        return attributes;
    }
}
