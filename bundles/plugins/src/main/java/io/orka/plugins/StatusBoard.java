package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state, the stage times and the failures of every plugin, and notifies listeners of changes. Safe for use by
 * multiple threads.
 */
final class StatusBoard {

    private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);
    private static final int FAILURES_KEPT = 20;
    private static final int FORGOTTEN_KEPT = 100;

    /** The row of one plugin, which is also the lock of its data. */
    private static final class Row {
        PluginState state = PluginState.PENDING;
        String detail = "";
        Instant since = Instant.now();

        @Nullable
        Failure failure;

        boolean told;
        final List<StageTime> stages = new ArrayList<>();
        final Deque<Failure> failures = new ArrayDeque<>();
    }

    /** The state of a plugin, without its active generation. */
    record Entry(
            PluginState state,
            String detail,
            Instant since,
            @Nullable Failure failure,
            List<StageTime> stages) {}

    private final Map<PluginKey, Row> rows = new ConcurrentHashMap<>();
    /** The failures of removed plugins, for later commands. The map is also its lock. */
    private final Map<PluginKey, List<Failure>> forgotten = new LinkedHashMap<>();

    private final List<ListenerDispatcher<PluginKey>> listeners = new CopyOnWriteArrayList<>();
    private final BiConsumer<PluginKey, Occurrence.What> happened;

    /** @param happened receives every new state, in order; must not block */
    StatusBoard(BiConsumer<PluginKey, Occurrence.What> happened) {
        this.happened = requireNonNull(happened, "happened is null");
    }

    /** Begins a run of a plugin, and clears the plugin's stage times and failure. */
    void begin(PluginKey key) {
        change(key, row -> {
            row.state = PluginState.PENDING;
            row.detail = "";
            row.since = Instant.now();
            row.failure = null;
            row.stages.clear();
        });
    }

    /** Records a successful stage. */
    void passed(PluginKey key, StageTime stage) {
        amend(key, row -> row.stages.add(stage));
    }

    /** Records a failed stage, and returns the exception that carries the failure. */
    StageFailed failed(PluginKey key, PluginState stage, Throwable thrown) {
        if (thrown instanceof StageFailed shown) {
            return shown;
        }
        if (thrown instanceof OrkaFailure e) {
            Failure failure = Failure.of(stage, e);
            LOG.warn("{} {} {}", key, stage, failure.line());
            LOG.debug("{} {}", key, stage, e);
            return failed(key, failure, e);
        }
        LOG.error("{} failed while {}", key, stage, thrown);
        return failed(key, Failure.unexpected(stage, thrown), thrown);
    }

    void enter(PluginKey key, PluginState state) {
        change(key, row -> {
            row.state = state;
            row.detail = "";
            row.since = Instant.now();
            if (state == PluginState.ACTIVE) {
                row.failure = null;
            }
        });
    }

    void detail(PluginKey key, String detail) {
        amend(key, row -> row.detail = detail);
    }

    /** Records the duration of the drain and the close of the previous generation. */
    void drained(PluginKey key, Duration took) {
        amend(key, row -> row.stages.add(new StageTime(PluginState.DRAINING, took)));
    }

    /** Records that a generation replaced the previous generation. */
    void tookOver(PluginKey key, Occurrence.TookOver what) {
        happened.accept(key, what);
    }

    void forget(PluginKey key) {
        rows.computeIfPresent(key, (gone, row) -> {
            if (row.told) {
                happened.accept(key, new Occurrence.Gone());
            }
            remember(key, row);
            return null;
        });
    }

    private void remember(PluginKey key, Row row) {
        List<Failure> failures;
        synchronized (row) {
            failures = List.copyOf(row.failures);
        }
        if (!failures.isEmpty()) {
            synchronized (forgotten) {
                forgotten.remove(key);
                forgotten.put(key, failures);
                if (forgotten.size() > FORGOTTEN_KEPT) {
                    forgotten.remove(forgotten.keySet().iterator().next());
                }
            }
        }
    }

    /** Drops all plugins that are neither registered nor active. */
    void forgetUnless(Predicate<PluginKey> listed) {
        rows.keySet().stream().filter(listed.negate()).forEach(this::forget);
    }

    Entry entry(PluginKey key) {
        Row row = rows.computeIfAbsent(key, absent -> new Row());
        synchronized (row) {
            return new Entry(row.state, row.detail, row.since, row.failure, List.copyOf(row.stages));
        }
    }

    /** Returns the last failures, including failures from before the plugin was dropped. */
    List<Failure> failures(PluginKey key) {
        List<Failure> failures = new ArrayList<>();
        synchronized (forgotten) {
            failures.addAll(forgotten.getOrDefault(key, List.of()));
        }
        @Nullable Row row = rows.get(key);
        if (row != null) {
            synchronized (row) {
                failures.addAll(row.failures);
            }
        }
        return List.copyOf(failures.subList(Math.max(0, failures.size() - FAILURES_KEPT), failures.size()));
    }

    Subscription listen(Consumer<PluginKey> listener) {
        ListenerDispatcher<PluginKey> dispatcher = new ListenerDispatcher<>("orka-status", listener, listeners::remove);
        listeners.add(dispatcher);
        return dispatcher;
    }

    private StageFailed failed(PluginKey key, Failure failure, Throwable cause) {
        change(key, row -> {
            row.state = PluginState.FAILED;
            row.detail = "";
            row.since = failure.at();
            row.failure = failure;
            row.failures.addLast(failure);
            if (row.failures.size() > FAILURES_KEPT) {
                row.failures.removeFirst();
            }
        });
        return new StageFailed(failure, cause);
    }

    /**
     * Changes the state of a plugin. Listeners are notified in the order of the changes, since the row stays locked
     * during the notification.
     */
    private void change(PluginKey key, Consumer<Row> change) {
        rows.compute(key, (same, before) -> {
            Row row = before == null ? new Row() : before;
            synchronized (row) {
                PluginState state = row.state;
                change.accept(row);
                if (row.state == PluginState.FAILED) {
                    happened.accept(key, new Occurrence.Failed(requireNonNull(row.failure)));
                } else if (row.state != state || !row.told) {
                    happened.accept(key, new Occurrence.Entered(row.state));
                }
                row.told = true;
            }
            return row;
        });
        listeners.forEach(dispatcher -> dispatcher.tell(key, key));
    }

    /** Changes other data than the state of a plugin, unless the plugin was dropped. */
    private void amend(PluginKey key, Consumer<Row> change) {
        rows.computeIfPresent(key, (same, row) -> {
            synchronized (row) {
                change.accept(row);
            }
            return row;
        });
        listeners.forEach(dispatcher -> dispatcher.tell(key, key));
    }
}
