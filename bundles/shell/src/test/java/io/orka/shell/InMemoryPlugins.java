package io.orka.shell;

import io.orka.durable.Freed;
import io.orka.identity.PluginKey;
import io.orka.plugins.Blocker;
import io.orka.plugins.CallCounts;
import io.orka.plugins.Change;
import io.orka.plugins.CleanupReport;
import io.orka.plugins.Failure;
import io.orka.plugins.Forecast;
import io.orka.plugins.LogPlaces;
import io.orka.plugins.Occurrence;
import io.orka.plugins.Plan;
import io.orka.plugins.PluginListener;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.plugins.RegistryHealth;
import io.orka.plugins.Report;
import io.orka.plugins.StageTime;
import io.orka.plugins.Subscription;
import io.orka.registry.EntryLimits;
import io.orka.registry.PluginConfig;
import io.orka.registry.PluginConfig.Field;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Three plugins: one returns its arguments, one has two versions, and the build of one has failed. */
final class InMemoryPlugins implements Plugins {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final CallCounts COUNTS =
            new CallCounts(12, new CallCounts.Running(1, 0, 0), new CallCounts.Ended(0, 0, 0));

    static final Failure BROKEN = new Failure(
            PluginState.BUILDING,
            "ORKA-BUILD-03",
            "Telegram.java:12: ';' expected",
            "Fix the source and reload.",
            NOW.minus(Duration.ofMinutes(3)));

    volatile boolean exhausted;
    final List<PluginStatus> statuses = new ArrayList<>(List.of(
            status("hello@v0.1.0", PluginState.ACTIVE, "HelloPlugin", null),
            status("hello@v0.2.0", PluginState.ACTIVE, "HelloPlugin", null),
            status("telegram@v0.1.0", PluginState.FAILED, "TelegramPlugin", BROKEN)));
    final List<String> done = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);
    final CompletableFuture<Void> released = new CompletableFuture<>();
    Path log = Path.of("no-such.log");
    Path output = Path.of("no-such-output.log");

    volatile boolean settled = true;

    @Nullable
    Blocker blocker;

    RegistryHealth registry = new RegistryHealth(null, List.of(), List.of());

    private @Nullable PluginListener listener;

    static PluginStatus status(String key, PluginState state, String service, @Nullable Failure failure) {
        return new PluginStatus(
                PluginKey.parse(key),
                new PluginStatus.Entry(service, EntryLimits.none()),
                new PluginStatus.Progress(
                        state,
                        "",
                        NOW.minus(Duration.ofHours(2)),
                        List.of(new StageTime(PluginState.CLONING, Duration.ofMillis(13)))),
                failure == null ? new PluginStatus.Serving("1a2b3c4d5e6f", 1, COUNTS, null) : null,
                new PluginStatus.Waiting(failure, null, null, false),
                PluginStatus.Findings.NONE);
    }

    @Override
    public List<PluginStatus> list() {
        if (exhausted) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        return statuses;
    }

    @Override
    public PluginStatus status(String nameOrKey) {
        return statuses.stream()
                .filter(status -> status.key().toString().equals(nameOrKey)
                        || status.key().name().equals(nameOrKey))
                .findFirst()
                .orElseThrow(() -> new ShellFailure("ORKA-TEST-01", "no plugin '" + nameOrKey + "'", "Look."));
    }

    @Override
    public PluginConfig config(String nameOrKey) {
        status(nameOrKey);
        if (nameOrKey.equals("telegram")) {
            return new PluginConfig("telegram", null, "", List.of(), null, Map.of(), Map.of());
        }
        List<Field> args = List.of(
                field("name", "string", List.of()),
                field("count", "integer", List.of()),
                field("ratio", "number", List.of()),
                field("loud", "boolean", List.of()),
                field("tone", "enum", List.of("kind", "rude")),
                field("more", "object", List.of()),
                field("items", "array", List.of()),
                field("blob", "bytes", List.of()),
                field("free", "any", List.of()));
        Field required = new Field("to", "string", "whom", true, List.of(), Map.of("format", "email"));
        return new PluginConfig(
                "Hello",
                "v0.1.0",
                "Greets\u001b[2Jpeople",
                List.of("example"),
                null,
                Map.of(
                        "HelloWorld", new PluginConfig.Method("Greets", args, List.of(), Map.of()),
                        "Send", new PluginConfig.Method("", List.of(required), List.of(), Map.of("cost", 2L)),
                        "Wait", new PluginConfig.Method("", List.of(), List.of(), Map.of()),
                        "Fail", new PluginConfig.Method("", List.of(), List.of(), Map.of()),
                        "Throw", new PluginConfig.Method("", List.of(), List.of(), Map.of())),
                Map.of("homepage", "https://example.org"));
    }

    private static Field field(String name, String type, List<String> values) {
        return new Field(name, type, "", false, values, Map.of());
    }

    @Override
    public RegistryHealth registry() {
        return registry;
    }

    @Override
    public Forecast forecast() {
        List<Change> changes =
                registry.problem() == null ? List.of(new Change.Remove(PluginKey.parse("hello@v0.1.0"))) : List.of();
        return new Forecast(new Plan(changes), Map.of(), false, registry);
    }

    @Override
    public Forecast forecast(Path other) {
        return new Forecast(new Plan(List.of()), Map.of(), false, registry);
    }

    @Override
    public boolean settled() {
        return settled;
    }

    @Override
    public CleanupReport tidy() {
        return new CleanupReport(new Freed(2, 3_500_000), Freed.NOTHING);
    }

    @Override
    public Report apply(boolean confirmed) {
        return report(confirmed ? "apply --confirm" : "apply");
    }

    @Override
    public Report add(String name, @Nullable String version, String repo, String service) {
        return report("add " + name + " " + version + " " + repo + " " + service);
    }

    @Override
    public Report remove(String key) {
        return report("remove " + key);
    }

    @Override
    public Report swap(String nameOrKey, String version) {
        return report("swap " + nameOrKey + " " + version);
    }

    @Override
    public Report reload(String key, boolean update) {
        return new Report(List.of(new Report.Item(PluginKey.parse(key), "", BROKEN, List.of())));
    }

    @Override
    public Report rollback(String name) {
        return report("rollback " + name);
    }

    private Report report(String what) {
        done.add(what);
        if (listener != null) {
            listener.changed(statuses.get(0));
        }
        return new Report(List.of(new Report.Item(
                PluginKey.parse("hello@v0.1.0"), "done", null, statuses.get(0).stages())));
    }

    @Override
    public Response call(String nameOrKey, CallContext context, Request request) {
        requests.add(request);
        return switch (request.method()) {
            case "Wait" -> await(context);
            case "Stubborn" -> stubborn();
            case "Fail" -> Response.fail("chat not found");
            case "Throw" ->
                throw new OrkaCallException(
                        "ORKA-CALL-04", "hello@v0.1.0", "Throw", "boom\n\u001b[2J", new IllegalStateException("boom"));
            default -> Response.ok(request.args());
        };
    }

    private Response await(CallContext context) {
        context.onCancel(cancelled::countDown);
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Response.fail("interrupted");
    }

    private Response stubborn() {
        waiting.countDown();
        released.join();
        return Response.ok("late");
    }

    @Override
    public List<PluginKey> logged(String name) {
        return List.of();
    }

    @Override
    public Optional<Instant> activeSince(PluginKey key) {
        return status(key.toString()).state() == PluginState.ACTIVE
                ? Optional.of(NOW.minus(Duration.ofHours(2)))
                : Optional.empty();
    }

    @Override
    public LogPlaces logs(String nameOrKey) {
        return new LogPlaces(log, output);
    }

    @Override
    public List<Failure> failures(String nameOrKey) {
        return List.of(BROKEN);
    }

    @Override
    public Subscription follow(Consumer<Occurrence> heard) {
        return () -> {};
    }

    @Override
    public Optional<Blocker> blocker() {
        return Optional.ofNullable(blocker);
    }

    @Override
    public Subscription listen(PluginListener heard) {
        listener = heard;
        return () -> listener = null;
    }
}
