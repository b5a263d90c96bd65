package io.orka.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leftovers of a plugin in the JVM are found. In this test, a class loader without a framework represents a plugin. */
class LoaderWatchTest {

    private static final PluginKey KEY = PluginKey.parse("p@1");

    private final Leftovers leftovers = new Leftovers(Duration.ofSeconds(10));
    private final LoaderWatch watch = new LoaderWatch(leftovers);
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @AfterEach
    void endThreads() {
        end.complete("over");
    }

    private static final class Loader extends PluginLoader {
        Loader(URL classes) {
            super(KEY.toString(), new URL[] {classes}, ClassLoader.getPlatformClassLoader());
        }
    }

    private static final class HostThread extends Thread implements OwnedThread {
        HostThread(Runnable task) {
            super(task, "close");
        }
    }

    private static Loader loader() {
        return new Loader(Poller.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /**
     * Starts a thread of the plugin and ends the plugin. The stack of the test keeps no reference to the class loader.
     */
    private void leaveThread() throws Exception {
        Loader loader = loader();
        Runnable poller = (Runnable) loader.loadClass(Poller.class.getName())
                .getConstructor(CountDownLatch.class)
                .newInstance(new CountDownLatch(1));
        assertThat(poller).isNotInstanceOf(Poller.class);
        new Thread(poller, "poller").start();
        watch.begin(KEY, "c0ffee", loader);

        assertThat(watch.retained()).singleElement().satisfies(retained -> {
            assertThat(retained.key()).isEqualTo(KEY);
            assertThat(retained.commit()).isEqualTo("c0ffee");
            assertThat(retained.holders()).singleElement().asString().startsWith("thread 'poller' (");
        });
        assertThat(leftovers.clean(loader)).containsExactly(new Leftover("thread", "'poller'", true));
        loader.close();
    }

    @Test
    void a_generation_is_retained_until_its_thread_is_cleaned() throws Exception {
        leaveThread();

        assertThat(watch.settle(Duration.ofSeconds(30))).isEmpty();
        assertThat(watch.retained()).isEmpty();
    }

    @Test
    void a_thread_of_the_host_counts_as_the_plugins_only_where_it_is_marked() throws Exception {
        try (Loader loader = loader()) {
            Thread marked = new HostThread(new Poller(new CountDownLatch(1)));
            Thread inherited = new Thread(end::join, "inherited");
            marked.setContextClassLoader(loader);
            inherited.setContextClassLoader(loader);
            marked.start();
            inherited.start();

            assertThat(leftovers.clean(loader)).containsExactly(new Leftover("thread", "'close'", true));

            assertThat(marked.isAlive()).isFalse();
            assertThat(inherited.isAlive()).isTrue();
            assertThat(inherited.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
        }
    }

    @Test
    void a_value_set_during_construction_is_reverted() throws Exception {
        try (Loader loader = loader()) {
            leftovers.beginConstruction(loader);
            System.setProperty("orka.test.constructed", "1");
            leftovers.endConstruction(loader);
            System.setProperty("orka.test.later", "1");

            assertThat(leftovers.clean(loader))
                    .containsExactly(new Leftover("system property", "orka.test.constructed", true));

            assertThat(System.getProperty("orka.test.constructed")).isNull();
            assertThat(System.clearProperty("orka.test.later")).isEqualTo("1");
        }
    }
}
