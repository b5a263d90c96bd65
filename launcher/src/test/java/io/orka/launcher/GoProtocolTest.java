package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.build.Builds;
import io.orka.wire.CloseDeadlines;
import io.orka.wire.Frame;
import io.orka.wire.Protocol;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The constants in the runtime of Go plugins, which cannot import those of Java, are the same. */
class GoProtocolTest {

    @Test
    void theConstantsOfGoAreThoseOfJava() throws IOException {
        try (InputStream source = Builds.class.getResourceAsStream("go/serve/serve.go")) {
            assertThat(new String(requireNonNull(source).readAllBytes(), UTF_8).replaceAll(" +", " "))
                    .contains("\tprotocol = " + Protocol.VERSION + "\n")
                    .contains("\theadLength = " + Frame.HEAD + "\n")
                    .contains("\tlongestBody = " + (Frame.LONGEST_BODY >> 20) + " << 20\n")
                    .contains("\tclosing = " + CloseDeadlines.PLUGIN.toSeconds() + " * time.Second\n");
        }
    }
}
