package io.orka.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class SaidLinesTest {

    private static final String LONG = "x".repeat(1 << 20);

    private final List<String> lines = new ArrayList<>();

    private void write(String thread, String logger, String text, @Nullable Throwable thrown) {
        SaidLines.write((source, line) -> lines.add(source + " " + line), Level.WARN, thread, logger, text, thrown);
    }

    @Test
    void whatIsSaidIsOneLineAndAStackBelowIt() {
        write("main", "acme", "said\nso", new IllegalStateException("thrown\r\ntwice"));

        assertThat(lines).startsWith("WARN [main] acme said | so", "WARN \tjava.lang.IllegalStateException: thrown");
        assertThat(lines.get(2)).isEqualTo("WARN \ttwice");
        assertThat(lines.get(3)).startsWith("WARN \t\tat io.orka.logging.SaidLinesTest");
    }

    @Test
    void everyPartIsCut() {
        write(LONG, LONG, LONG, new IllegalStateException(LONG));

        assertThat(lines.get(0)).hasSizeBetween(3 * PrintedLines.LONGEST, 3 * PrintedLines.LONGEST + 50);
        assertThat(lines.get(1)).hasSizeBetween(PrintedLines.LONGEST, PrintedLines.LONGEST + 50);
        assertThat(lines.get(2)).contains("\tat ");
    }

    @Test
    void aCharacterIsNotCutInTwo() {
        write("main", "acme", "y" + "\ud83d\ude00".repeat(PrintedLines.LONGEST), null);

        assertThat(lines.get(0)).endsWith("\ud83d\ude00...").doesNotContain("\\u");
    }

    @Test
    void aStackWithoutEndIsCut() {
        write("main", "acme", "said", new IllegalStateException("line\n".repeat(100_000)));

        assertThat(lines).hasSize(1001).endsWith("WARN \t... and so on");
    }

    @Test
    void anExceptionThatCannotBeShownIsNamed() {
        write("main", "acme", "said", new IllegalStateException() {
            @Override
            public void printStackTrace(PrintWriter writer) {
                throw new UnsupportedOperationException();
            }
        });

        assertThat(lines.get(1))
                .endsWith("SaidLinesTest$1, whose message cannot be read: java.lang.UnsupportedOperationException");
    }
}
