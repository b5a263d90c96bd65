package io.orka.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that is called often gets specialized code and counters, which are removed with the plugin. */
class OftenCalledTest {

    private static final int VERY_OFTEN = 200 * GenericPath.OFTEN;

    /** A plugin that answers calls. As a thread, it calls another plugin. */
    private static final String PLUGIN = """
            package acme;

            import io.orka.sdk.CallContext;
            import io.orka.sdk.OrkaCall;
            import io.orka.sdk.Request;
            import io.orka.sdk.Response;

            public final class Plugin extends Thread implements OrkaCall {
                private final OrkaCall other;

                public Plugin(OrkaCall other) {
                    this.other = other;
                }

                @Override
                public Response call(CallContext context, Request request) {
                    return Response.ok("pong");
                }

                @Override
                public long getId() {
                    return 1; // as every other thread of this class
                }

                @Override
                public void run() {
                    try {
                        for (int i = 0; i < 100_000; i++) {
                            other.call(new Request("Ping"));
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;

    @TempDir
    Path classes;

    private final Calls calls = new Calls();

    @Test
    void it_goes_as_soon_as_it_is_withdrawn_though_its_handle_stays() throws Exception {
        CompiledPlugin.compile(classes, "Plugin", PLUGIN);
        PluginKey key = PluginKey.parse("p");
        OrkaCall handle = calls.handle(key);

        WeakReference<ClassLoader> loader = callOften(handle, key);

        Eventually.holds("the plugin is collected", () -> {
            System.gc();
            return loader.refersTo(null);
        });
        assertThatExceptionOfType(OrkaCallException.class).isThrownBy(() -> handle.call(Plugins.PING));
    }

    private WeakReference<ClassLoader> callOften(OrkaCall handle, PluginKey key) throws Exception {
        try (URLClassLoader loader = CompiledPlugin.loader(classes)) {
            Generation generation = new Generation(key, "c0ffee", 1, plugin(loader, handle), loader);
            calls.switchTo(generation, Set.of());
            for (int i = 0; i < VERY_OFTEN; i++) {
                assertThat(Plugins.answer(handle)).isEqualTo("pong");
            }
            assertThat(generation.calls()).isEqualTo(VERY_OFTEN);
            assertThat(generation.failed()).isZero();
            calls.withdraw(key);
            assertThat(generation.inFlight()).isZero();
            return new WeakReference<>(loader);
        }
    }

    @Test
    void threads_that_called_it_are_counted_whatever_their_id_says_and_are_not_kept() throws Exception {
        CompiledPlugin.compile(classes, "Plugin", PLUGIN);
        Generation other = Plugins.answering("other", 1);
        calls.switchTo(other, Set.of());

        WeakReference<ClassLoader> loader = callFromThreads(calls.handle(other.key()));

        assertThat(other.calls()).isEqualTo(300_000);
        assertThat(other.inFlight()).isZero();
        Eventually.holds("the plugin whose threads called is collected", () -> {
            System.gc();
            return loader.refersTo(null);
        });
    }

    private WeakReference<ClassLoader> callFromThreads(OrkaCall other) throws Exception {
        try (URLClassLoader loader = CompiledPlugin.loader(classes)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Thread thread = (Thread) plugin(loader, other);
                thread.setContextClassLoader(loader);
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return new WeakReference<>(loader);
        }
    }

    private static OrkaCall plugin(ClassLoader loader, OrkaCall other) throws ReflectiveOperationException {
        return (OrkaCall)
                loader.loadClass("acme.Plugin").getConstructor(OrkaCall.class).newInstance(other);
    }

    @Test
    void a_specialized_path_is_a_separate_class_and_answers_as_the_generic_one() {
        Target target = new Target(
                PluginKey.parse("p"),
                (context, request) -> Response.ok(request.method().equals("Ping") ? "pong" : new Object()),
                getClass().getClassLoader(),
                true);

        CallPath one = SpecializedPaths.to(target).orElseThrow();
        CallPath two = SpecializedPaths.to(target).orElseThrow();

        assertThat(one.getClass().isHidden()).isTrue();
        assertThat(one.getClass()).isNotEqualTo(two.getClass());
        assertThat(one.answer(CallContext.none(), Plugins.PING).data()).isEqualTo("pong");
        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> one.answer(CallContext.none(), new Request("Pong")))
                .withMessageStartingWith(CallCodes.BAD_DATA);
    }

    @Test
    void a_specialized_path_leaves_out_the_lazy_target_of_a_constructed_plugin() {
        OrkaCall plugin = (context, request) -> Response.ok("pong");
        LazyTarget lazy = new LazyTarget() {
            @Override
            public Response call(CallContext context, Request request) throws Exception {
                return plugin.call(context, request);
            }

            @Override
            public OrkaCall known() {
                return plugin;
            }
        };
        ClassLoader loader = getClass().getClassLoader();

        Target target = new Target(PluginKey.parse("p"), lazy, loader, true);

        assertThat(target.straight()).isEqualTo(new Target(target.key(), plugin, loader, true));
        assertThat(target.straight().straight()).isEqualTo(target.straight());
    }

    @Test
    void it_gets_its_path_once() {
        List<CallPath> paths = new ArrayList<>();
        Target target = new Target(
                PluginKey.parse("p"),
                (context, request) -> Response.ok(null),
                getClass().getClassLoader(),
                false);
        GenericPath generic = new GenericPath(target, paths::add);
        for (int call = 1; call < GenericPath.OFTEN; call++) {
            assertThat(generic.answer(CallContext.none(), Plugins.PING).success())
                    .isTrue();
        }
        assertThat(paths).isEmpty();

        for (int call = 0; call < GenericPath.OFTEN; call++) {
            assertThat(generic.answer(CallContext.none(), Plugins.PING).success())
                    .isTrue();
        }
        assertThat(paths).hasSize(1);
    }
}
