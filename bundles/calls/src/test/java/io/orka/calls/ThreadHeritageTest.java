package io.orka.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thread that is created for a call from a plugin outlives the call and references no object of the calling plugin.
 */
class ThreadHeritageTest {

    private static final String CALLER = """
            package acme;
            import io.orka.sdk.*;
            public class Caller implements OrkaCall {
                static final InheritableThreadLocal<Object> OWN = new InheritableThreadLocal<>();
                private final OrkaCall other;
                public Caller(OrkaCall other) { this.other = other; }
                public Response call(CallContext context, Request request) throws Exception {
                    OWN.set(this);
                    try {
                        return other.call(context, request);
                    } catch (OrkaCallException e) {
                        return Response.fail(e.code());
                    } finally {
                        OWN.remove();
                    }
                }
            }
            """;

    @TempDir
    Path classes;

    @Test
    void a_thread_keeps_nothing_of_the_plugin_it_was_made_for() throws Exception {
        CompiledPlugin.compile(classes, "Caller", CALLER);
        Calls calls = new Calls();
        Blocked blocked = new Blocked();
        Generation called = Plugins.generation("called", 1, blocked);
        called.limit(new Limits(Duration.ofSeconds(1), null));
        calls.switchTo(called, Set.of());

        WeakReference<ClassLoader> loader = call(calls);

        blocked.inside.acquire(); // the call stays in the plugin
        Eventually.holds("the calling plugin is collected while the thread lives", () -> {
            System.gc();
            return loader.refersTo(null);
        });
        assertThat(called.abandoned()).isEqualTo(1);
        blocked.release.countDown();
        assertThat(called.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    private WeakReference<ClassLoader> call(Calls calls) throws Exception {
        try (URLClassLoader loader = CompiledPlugin.loader(classes)) {
            OrkaCall caller = (OrkaCall) loader.loadClass("acme.Caller")
                    .getConstructor(OrkaCall.class)
                    .newInstance(calls.handle(PluginKey.parse("called")));
            PluginKey key = PluginKey.parse("caller");
            try (Generation generation = new Generation(key, "c0ffee", 1, caller, loader)) {
                calls.switchTo(generation, Set.of());
                assertThat(calls.call("caller", CallContext.none(), Plugins.PING)
                                .error())
                        .isEqualTo(CallCodes.TIMEOUT);
                calls.withdraw(key);
            }
            return new WeakReference<>(loader);
        }
    }
}
