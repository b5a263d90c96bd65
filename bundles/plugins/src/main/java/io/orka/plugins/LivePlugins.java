package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.registry.InvalidRegistry;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginEntry;
import io.orka.registry.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of one host, brought from the rooms into the framework.
 *
 * <p>Plugins are prepared on worker threads, many at once; everything that touches the framework happens on one
 * lifecycle thread; commands wait for each other, except a rollback, which has to work while a build hangs.
 */
public final class LivePlugins implements Plugins, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LivePlugins.class);
    private static final int WORKERS = 8;

    private final Rooms rooms;
    private final Duration drainDeadline;
    private final LifecycleThread lifecycleThread = new LifecycleThread();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, DaemonThreads.named("orka-worker"));
    private final ReentrantLock commands = new ReentrantLock(true);
    private volatile boolean closing;
    private volatile String applied = "";
    private final LiveSet lives = new LiveSet();
    private final StatusBoard board = new StatusBoard();
    private final Ledger ledger;
    private final Wanted wanted;
    private final Names names;
    private final Statuses statuses;
    private final Drain drain;
    private final Lifecycle lifecycle;
    private final Restore restore;
    private final Rollback rollback;
    private final Convergence convergence;

    /**
     * Prepares the plugins of one host; nothing is started yet.
     *
     * @param rooms the rooms a plugin passes through
     * @param drainDeadline how long {@link #close()} waits for calls to return
     */
    public LivePlugins(Rooms rooms, Duration drainDeadline) {
        this.rooms = requireNonNull(rooms, "rooms is null");
        this.drainDeadline = requireNonNull(drainDeadline, "drainDeadline is null");
        ledger = new Ledger(rooms.lock());
        wanted = new Wanted(rooms.registry());
        names = new Names(wanted, lives);
        statuses = new Statuses(wanted, lives, board);
        drain = new Drain(lives, lifecycleThread);
        lifecycle = new Lifecycle(rooms, ledger, lives, drain);
        Starting starting = new Starting(lifecycle, lifecycleThread);
        restore = new Restore(rooms, ledger, starting, lives, board, workers);
        convergence = new Convergence(
                new Preparation(rooms, board), lifecycle, starting, wanted, lives, board, workers, lifecycleThread);
        rollback = new Rollback(rooms.edits(), ledger, wanted, restore, convergence, board, lifecycleThread);
    }

    /**
     * Brings back from the store what served when the host last ran, without network, git or build. What the registry no
     * longer asks for stays away; where the registry cannot be read, everything comes back.
     */
    public void restore() {
        Predicate<PluginKey> asked = asked();
        command(() -> {
            restore.run(asked);
            return lives.all();
        });
    }

    @Override
    public List<PluginStatus> list() {
        return statuses.list();
    }

    @Override
    public PluginStatus status(String nameOrKey) {
        return statuses.of(names.find(nameOrKey));
    }

    @Override
    public PluginConfig config(String nameOrKey) {
        return names.serving(nameOrKey).prepared().config();
    }

    @Override
    public Plan plan() {
        return convergence.plan(wanted.read());
    }

    @Override
    public Report apply() {
        return command(this::converge);
    }

    /**
     * Applies the registry if its content is another one than was applied last: a command's own edit of the file, which
     * was applied with the command, is not applied again.
     *
     * @return what was done
     */
    public Report applyChanges() {
        return command(() -> {
            wanted.read();
            return wanted.digest().equals(applied) ? new Report(List.of()) : converge();
        });
    }

    @Override
    public Report add(String name, @Nullable String version, String repo, String service) {
        return command(() -> edited(name, () -> rooms.edits().add(name, version, repo, service)));
    }

    @Override
    public Report remove(String key) {
        return command(() -> {
            wanted.read();
            PluginKey found = names.registered(key);
            return edited(found.name(), () -> rooms.edits().remove(found));
        });
    }

    @Override
    public Report swap(String nameOrKey, String version) {
        return command(() -> {
            wanted.read();
            PluginKey from = names.registered(nameOrKey);
            PluginKey to = new PluginKey(from.name(), version);
            Report report = edited(from.name(), () -> {
                if (!from.equals(to)) {
                    rooms.edits().move(from, version);
                }
            });
            return report.items().isEmpty()
                    ? new Report(List.of(new Report.Item(to, "serves already", null, List.of())))
                    : report;
        });
    }

    @Override
    public Report reload(String key) {
        return command(() -> {
            wanted.read();
            PluginKey found = names.registered(key);
            PluginEntry entry = wanted.entry(found).orElseThrow();
            String commit = lives.get(found)
                    .filter(live -> Planner.sameSource(entry, live.prepared().locked()))
                    .map(Live::commit)
                    .orElse(null);
            return new Report(List.of(convergence.bring(entry, commit)));
        });
    }

    @Override
    public Report rollback(String name) {
        if (closing) {
            throw PluginsFailure.stopping();
        }
        wanted.read();
        Report report = rollback.of(names.serving(name));
        wanted.readOrLastGood();
        applied = wanted.digest();
        return report;
    }

    @Override
    public Response call(String nameOrKey, CallContext context, Request request) {
        return rooms.calls().call(nameOrKey, context, request);
    }

    @Override
    public Path buildLog(String nameOrKey) {
        return rooms.buildLogs().resolve(names.find(nameOrKey).directoryName() + ".log");
    }

    @Override
    public List<Failure> failures(String nameOrKey) {
        return board.failures(names.find(nameOrKey));
    }

    @Override
    public Subscription listen(PluginListener listener) {
        return board.listen(key -> listener.changed(statuses.of(key)));
    }

    /** Takes no more calls, waits for those in flight up to the drain deadline, and ends every plugin. */
    @Override
    public void close() {
        closing = true;
        convergence.stop();
        // What is under way fails soon, since its thread is interrupted; what was queued says that it never began.
        workers.shutdownNow().forEach(Runnable::run);
        try {
            lifecycleThread.begin(lifecycle::stopAll).get(drainDeadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} plugins did not drain in {}", lives.draining().size(), drainDeadline);
        }
        drain.close();
        lifecycleThread.close();
    }

    private Predicate<PluginKey> asked() {
        try {
            Set<String> asked =
                    wanted.read().stream().map(entry -> entry.key().name()).collect(Collectors.toSet());
            return key -> asked.contains(key.name());
        } catch (InvalidRegistry e) {
            LOG.error("What served before goes on. {}", e.line());
            return key -> true;
        }
    }

    private Report converge() {
        List<PluginEntry> entries = wanted.read();
        applied = wanted.digest();
        return convergence.apply(entries, name -> true);
    }

    /** Edits the registry and applies what concerns one name; somebody else's edits of the file stay to be applied. */
    private Report edited(String name, Runnable edit) {
        wanted.read();
        boolean nothingElse = wanted.digest().equals(applied);
        edit.run();
        List<PluginEntry> entries = wanted.read();
        if (nothingElse) {
            applied = wanted.digest();
        }
        return convergence.apply(entries, name::equals);
    }

    private <T> T command(Supplier<T> command) {
        commands.lock();
        try {
            if (closing) {
                throw PluginsFailure.stopping();
            }
            return command.get();
        } finally {
            commands.unlock();
        }
    }
}
