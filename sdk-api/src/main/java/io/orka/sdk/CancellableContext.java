package io.orka.sdk;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CallContext} whose creator can cancel the call.
 *
 * <p>Safe for use by many threads. Cancelling is a request: it is up to the plugin to look at {@link #isCancelled()} or
 * to register an action by {@link #onCancel(Runnable)}.
 */
public final class CancellableContext implements CallContext {

    private final @Nullable Instant deadline;
    private final Map<String, String> attributes;
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean cancelled;

    /**
     * Creates the context of one call.
     *
     * @param deadline the moment after which the caller no longer waits, or {@code null} for none
     * @param attributes facts about the caller; copied
     */
    public CancellableContext(@Nullable Instant deadline, Map<String, String> attributes) {
        this.deadline = deadline;
        this.attributes = Map.copyOf(requireNonNull(attributes, "attributes is null"));
    }

    /**
     * Cancels the call and runs the registered actions in this thread, once. Further calls do nothing.
     *
     * @throws RuntimeException what the first failing action threw, after all others have run
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
            for (int i = actions.size() - 1; i >= 0; i--) { // the latest action is the most likely one
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
