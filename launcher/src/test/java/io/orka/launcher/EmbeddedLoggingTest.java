package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Engine bundles log to the embedding application's log, and the host does not change the application's logging. */
class EmbeddedLoggingTest {

    @TempDir
    private Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @Test
    void bundlesLogWhereTheProgramDoes() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger("acme");
        root.setLevel(Level.INFO);
        root.addAppender(log);
        log.start();
        PrintStream out = System.out;
        PrintStream err = System.err;
        List<?> handlers = handlers();
        var uncaught = Thread.getDefaultUncaughtExceptionHandler();
        try (StoryHost host = new StoryHost(directory)) {
            bundle().into(host.home().engineBundles());
            host.start();

            assertThat(handlers()).isEqualTo(handlers);
            assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(uncaught);
        } finally {
            root.detachAppender(log);
        }

        assertThat(System.out).isSameAs(out);
        assertThat(System.err).isSameAs(err);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("by SLF4J", "by OSGi");
        assertThat(log.list.get(1).getKeyValuePairs()).asString().contains("bundle=\"acme.embedded\"");
        assertThat(log.list.get(1).getThrowableProxy().getMessage()).isEqualTo("of OSGi");
    }

    @Test
    void pluginsDoNotSeeTheHostsSlf4j() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            host.repository("plugin").plainPlugin("""
                            try {
                                return Response.ok(Class.forName(request.string("word")).getName());
                            } catch (ClassNotFoundException e) {
                                return Response.ok("not there");
                            }
                            """).tag("v1");
            host.register("plugin@v1").start();

            assertThat(host.say("plugin", "org.slf4j.LoggerFactory").data()).isEqualTo("not there");
            assertThat(host.say("plugin", "org.osgi.service.log.Logger").data()).isEqualTo("not there");
            assertThat(host.say("plugin", "io.orka.sdk.OrkaCall").data()).isEqualTo("io.orka.sdk.OrkaCall");
        }
    }

    @Test
    void theSlf4jThatIsSharedIsThatOfTheProgram() {
        assertThat(SharedPackages.header())
                .contains(",org.slf4j;version=" + SharedPackages.slf4jVersion() + ",", ",org.slf4j;version=1.7.36,");
        assertThat(SharedPackages.slf4jVersion()).matches("2\\.\\d+\\.\\d+");
    }

    private static List<?> handlers() {
        return List.of(LogManager.getLogManager().getLogger("").getHandlers());
    }

    /** Creates a bundle that imports SLF4J 1.7, like a bundle compiled against that version. */
    private SourceBundle bundle() throws IOException {
        return new SourceBundle(directory, "acme.embedded")
                .header("Bundle-Activator", "acme.Activator")
                .header(
                        "Import-Package",
                        "org.osgi.framework,org.slf4j;version=\"[1.7,2)\",org.slf4j.helpers;version=\"[1.7,2)\","
                                + "org.osgi.service.log;version=\"[1.4,2)\"")
                .source("Activator", """
                        package acme;

                        import org.osgi.framework.*;
                        import org.osgi.service.log.*;

                        public class Activator implements BundleActivator {
                            public void start(BundleContext context) {
                                org.slf4j.LoggerFactory.getLogger("acme.slf4j").info("by {}", "SLF4J");
                                context.getService(context.getServiceReference(LogService.class))
                                        .getLogger("acme.osgi")
                                        .warn("by {}", "OSGi", new IllegalStateException("of OSGi"));
                            }

                            public void stop(BundleContext context) {}
                        }
                        """);
    }
}
