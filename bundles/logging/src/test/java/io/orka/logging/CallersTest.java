package io.orka.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallersTest {

    private static final Speaker PLUGIN = new Speaker("acme@v1", true, null);

    @Test
    void aClassOfABundleSpeaksUnlessItIsAStream() {
        assertThat(Frame.of(Thread.class, PLUGIN)).isEqualTo(new Frame(Frame.Kind.SPEAKER, PLUGIN));
        assertThat(Frame.of(ByteArrayOutputStream.class, PLUGIN)).isEqualTo(new Frame(Frame.Kind.STREAM, PLUGIN));
    }

    @Test
    void theJdkAndWhatPassesOnIsPassedBy() throws Exception {
        assertThat(Frame.of(PrintStream.class, null).kind()).isEqualTo(Frame.Kind.PASSING);
        assertThat(Frame.of(java.sql.Driver.class, null).kind()).isEqualTo(Frame.Kind.PASSING);
        assertThat(Frame.of(Class.forName("com.sun.tools.javac.Main"), null).kind())
                .isEqualTo(Frame.Kind.PASSING);
        assertThat(Frame.of(BundleStream.class, null).kind()).isEqualTo(Frame.Kind.PASSING);
        assertThat(Frame.of(org.slf4j.bridge.SLF4JBridgeHandler.class, null).kind())
                .isEqualTo(Frame.Kind.PASSING);
    }

    @Test
    void aClassOfTheProgramIsTheHosts() {
        assertThat(Frame.of(org.assertj.core.api.Assertions.class, null).kind()).isEqualTo(Frame.Kind.HOST);
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
