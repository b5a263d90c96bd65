package io.orka.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;
import java.util.logging.XMLFormatter;
import org.junit.jupiter.api.Test;

class CallersTest {

    private static final long PAUSE_NANOS = 1_000_000;
    private static final Speaker PLUGIN = new Speaker("acme@v1", true, null);

    @Test
    void aClassOfABundleSpeaksUnlessItIsAStream() {
        assertThat(SpeakerFrame.of(Thread.class, PLUGIN))
                .isEqualTo(new SpeakerFrame(SpeakerFrame.Kind.SPEAKER, PLUGIN));
        assertThat(SpeakerFrame.of(ByteArrayOutputStream.class, PLUGIN))
                .isEqualTo(new SpeakerFrame(SpeakerFrame.Kind.STREAM, PLUGIN));
    }

    @Test
    void handlersFiltersAndFormattersPassOnWhatOthersLog() {
        Handler programs = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord record) {
                super.publish(record);
            }
        };
        assertThat(SpeakerFrame.of(programs.getClass(), null).kind()).isEqualTo(SpeakerFrame.Kind.PASSING);
        assertThat(SpeakerFrame.of(programs.getClass(), PLUGIN).kind()).isEqualTo(SpeakerFrame.Kind.STREAM);
        Filter filter = record -> true;
        assertThat(SpeakerFrame.of(filter.getClass(), null).kind()).isEqualTo(SpeakerFrame.Kind.PASSING);
        assertThat(SpeakerFrame.of(XMLFormatter.class, PLUGIN).kind()).isEqualTo(SpeakerFrame.Kind.STREAM);
    }

    @Test
    void classesThatLiveLongerDoNotKeepThisRoom() throws Exception {
        WeakReference<ClassLoader> room = new WeakReference<>(lookedUpApart());

        while (room.get() != null) {
            System.gc();
            LockSupport.parkNanos(PAUSE_NANOS);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    private static ClassLoader lookedUpApart() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader room =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Method nearest = room.loadClass(Callers.class.getName()).getDeclaredMethod("nearest");
            nearest.setAccessible(true);
            assertThat(nearest.invoke(null)).isNull();
            return room;
        }
    }

    @Test
    void theJdkAndWhatPassesOnIsPassedBy() throws Exception {
        assertThat(SpeakerFrame.of(PrintStream.class, null).kind()).isEqualTo(SpeakerFrame.Kind.PASSING);
        assertThat(SpeakerFrame.of(java.sql.Driver.class, null).kind()).isEqualTo(SpeakerFrame.Kind.PASSING);
        assertThat(SpeakerFrame.of(Class.forName("com.sun.tools.javac.Main"), null)
                        .kind())
                .isEqualTo(SpeakerFrame.Kind.PASSING);
        assertThat(SpeakerFrame.of(BundleStream.class, null).kind()).isEqualTo(SpeakerFrame.Kind.PASSING);
        assertThat(SpeakerFrame.of(org.slf4j.bridge.SLF4JBridgeHandler.class, null)
                        .kind())
                .isEqualTo(SpeakerFrame.Kind.PASSING);
    }

    @Test
    void aClassOfTheProgramIsTheHosts() {
        assertThat(SpeakerFrame.of(org.assertj.core.api.Assertions.class, null).kind())
                .isEqualTo(SpeakerFrame.Kind.HOST);
    }

    @Test
    void whatPassesThroughIsPrintedByTheSameMethod() {
        StringBuilder called = new StringBuilder();
        PrintStream own = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void println(Object value) {
                called.append("println(Object) ");
            }

            @Override
            public void println(String value) {
                called.append("println(String) ");
            }

            @Override
            public void print(String value) {
                called.append("print ");
            }

            @Override
            public PrintStream format(String format, Object... arguments) {
                called.append("format ");
                return this;
            }
        };
        PrintedLines lines = new PrintedLines("out", org.slf4j.event.Level.INFO, false);
        try (BundleStream stream = new BundleStream(own, lines, BundleStream.Share.PLUGINS)) {
            stream.println(new Object());
            stream.println("text");
            stream.print("text");
            PrintStream unused = stream.printf("%s", "text");
        } finally {
            lines.end();
        }

        assertThat(called).hasToString("println(Object) println(String) print format ");
    }
}
