package io.orka.launcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Report;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A host with the engine bundle {@code idioms}. A plugin's response identifies the commit from which it was built. */
final class EngineHost implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;
    private static final String A_CLASS = "com/example/idioms/Engine.class";

    private final StoryHost host;
    private final Map<String, String> words = new HashMap<>();
    private final IdentityHashMap<OrkaCall, Long> seen = new IdentityHashMap<>();
    private @Nullable Function<String, Object> engine;
    private @Nullable QuietPoint last;

    EngineHost(Path directory) throws IOException {
        host = new StoryHost(directory);
        Path bundles = Files.createDirectories(host.home().engineBundles());
        Files.copy(jar(), bundles.resolve("idioms.jar"));
    }

    private static Path jar() {
        try {
            var inside = requireNonNull(EngineHost.class.getClassLoader().getResource(A_CLASS), A_CLASS);
            String outside = inside.toString().replaceFirst("^jar:", "").replaceFirst("!?/" + A_CLASS + "$", "");
            Path jar = Path.of(new URI(outside));
            assertThat(jar).as("made by ./mvnw verify").isRegularFile();
            return jar;
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    StoryHost host() {
        return host;
    }

    Orka orka() {
        return host.orka();
    }

    /** Commits a plugin that responds with the given string, and tags the commit if a tag is given. */
    void release(String name, @Nullable String tag, String answer) {
        StoryRepository repository = host.repository(name).plainPlugin("return Response.ok(\"" + answer + "\");");
        words.put(tag == null ? repository.commit(answer) : repository.tag(tag), answer);
    }

    /** Starts the host, and returns when the engine bundle answers questions. */
    EngineHost start(String... keys) throws Exception {
        host.register(keys).start();
        restartEngine(); // binds static references, which ignore later services
        assertThat(failures())
                .as("failures while the host and the engine started")
                .isEmpty();
        return this;
    }

    /** Registers a plugin with the same fields as {@link #start}. */
    Report add(PluginKey key) {
        return orka().plugins().add(key.name(), key.version(), "repositories/" + key.name(), key.name() + "Service");
    }

    /** Stops the engine bundle and starts it again. */
    void restartEngine() throws BundleException, InvalidSyntaxException {
        Bundle bundle = engineBundle();
        bundle.stop();
        bundle.start();
        last = null;
        BundleContext context = orka().framework();
        Collection<? extends ServiceReference<?>> found =
                context.getServiceReferences(Function.class, "(engine=idioms)");
        assertThat(found).as("started engine bundles").hasSize(1);
        @SuppressWarnings("unchecked") // the type in the bundle's Engine
        Function<String, Object> asked = (Function<String, Object>)
                requireNonNull(context.getService(found.iterator().next()));
        engine = asked;
    }

    Bundle engineBundle() {
        for (Bundle bundle : orka().framework().getBundles()) {
            if ("io.orka.idioms".equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("no engine bundle");
    }

    Object ask(String question) {
        return requireNonNull(engine).apply(question);
    }

    @SuppressWarnings("unchecked") // the type in the bundle's Census
    List<Holding> holdings() {
        return ((List<Map<String, Object>>) ask("references"))
                .stream().map(Told::new).map(Holding::of).toList();
    }

    @SuppressWarnings("unchecked") // the type in the bundle's Journal
    Map<String, Long> counts() {
        return (Map<String, Long>) ask("counts");
    }

    long count(String kind) {
        return counts().getOrDefault(kind, 0L);
    }

    /** Returns the failed calls and empty references since the last query. */
    @SuppressWarnings("unchecked") // the type in the bundle's Journal
    List<Met> met() {
        return ((List<Map<String, Object>>) ask("findings"))
                .stream().map(Told::new).map(Met::of).toList();
    }

    /** Returns the calls that failed since the last query, as text. */
    List<String> failures() {
        return met().stream().filter(met -> !met.absent()).map(Met::toString).toList();
    }

    /** Returns when every worker has begun and ended a round. */
    void awaitRound() {
        long enough = (Long) ask("rounds") + 2;
        while ((Long) ask("rounds") < enough) {
            Poll.again();
        }
    }

    /** Waits until all references hold the expected services; returns the differences that remain at the time limit. */
    List<String> settle() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<String> findings = look();
        while (!findings.isEmpty() && System.nanoTime() < end) {
            findings = look();
        }
        return findings;
    }

    private List<String> look() throws InvalidSyntaxException {
        List<Served> served = Served.by(orka().plugins());
        List<PluginStatus> changing = orka().plugins().list().stream()
                .filter(status -> status.state() != PluginState.ACTIVE)
                .toList();
        if (!changing.isEmpty()) {
            return List.of(changing.toString());
        }
        Registered registered = new Registered(orka().framework());
        List<String> findings = new ArrayList<>(registered.findings(served));
        if (!findings.isEmpty()) {
            return findings;
        }
        List<Holding> holdings = holdings();
        HoldingRules rules = new HoldingRules(served, registered, last);
        HoldingRules.components(holdings).values().forEach(component -> findings.addAll(rules.findings(component)));
        for (Holding holding : holdings) {
            if (holding.keyed() != null) {
                findings.addAll(keyed(holding, holding.keyed(), registered));
            }
        }
        registered.byId().forEach((id, call) -> {
            Long before = seen.putIfAbsent(call, id);
            if (before != null && !before.equals(id)) {
                findings.add("%s has the object of an earlier registration".formatted(registered.key(call)));
            }
        });
        findings.addAll(answers(served, registered));
        if (findings.isEmpty()) {
            last = new QuietPoint(served, registered, holdings);
        }
        return findings;
    }

    private static List<String> keyed(Holding holding, Map<String, OrkaCall> keyed, Registered registered) {
        Map<String, OrkaCall> expected = new HashMap<>();
        registered.byId().values().forEach(call -> expected.put(registered.key(call), call));
        return keyed.equals(expected)
                ? List.of()
                : List.of("%s knows the keys %s instead of %s".formatted(holding.name(), keyed, expected));
    }

    /**
     * Checks that each service answers from its registered version. A service that was kept after its removal must
     * answer from the same key, or else from the best version of the name.
     */
    private List<String> answers(List<Served> served, Registered registered) {
        List<String> findings = new ArrayList<>();
        for (Served each : served) {
            String key = each.key().toString();
            findings.addAll(answer(key, registered.object(key), each));
        }
        kept().forEach((key, call) -> served.stream()
                .filter(each -> each.key().toString().equals(key))
                .findFirst()
                .or(() -> served.stream()
                        .filter(each -> each.name().equals(PluginKey.parse(key).name()))
                        .findFirst())
                .ifPresent(each -> findings.addAll(answer("what was once " + key, call, each))));
        return findings;
    }

    @SuppressWarnings("unchecked") // the type in the bundle's Callers
    private Map<String, OrkaCall> kept() {
        return (Map<String, OrkaCall>) ask("kept");
    }

    private List<String> answer(String what, OrkaCall call, Served served) {
        String expected = requireNonNull(words.get(served.commit()), served::toString);
        try {
            Object answer = call.call(new Request("Say")).data();
            return expected.equals(answer)
                    ? List.of()
                    : List.of("%s answers %s instead of %s".formatted(what, answer, expected));
        } catch (Exception e) {
            return List.of(what + " answers " + e);
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
