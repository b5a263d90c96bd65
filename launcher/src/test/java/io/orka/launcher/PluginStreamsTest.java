package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@link System#out} in an application with several hosts, and with a plugin that replaces it. */
class PluginStreamsTest {

    private static final String SAYS =
            "System.out.println(\"said \" + request.string(\"word\")); return Response.ok(null);";

    @TempDir
    private Path directory;

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void giveBack() {
        System.setOut(before);
    }

    private PrintStream take() {
        PrintStream own = new PrintStream(printed, true, UTF_8);
        System.setOut(own);
        return own;
    }

    private StoryHost host(String name) throws IOException {
        StoryHost host = new StoryHost(Files.createDirectories(directory.resolve(name)));
        host.repository("says").plainPlugin(SAYS).tag("v1");
        return host.register("says@v1");
    }

    private List<String> said(String host) throws IOException {
        Path log = directory.resolve(host).resolve("home/logs/plugins/says@v1.log");
        return Files.readAllLines(log).stream()
                .map(line -> line.split(" ", 2)[1])
                .toList();
    }

    @Test
    void eachHostOfAProgramHasItsOwnLogsAndTheLastGivesTheStreamsBack() throws Exception {
        PrintStream own = take();
        try (StoryHost second = host("second")) {
            try (StoryHost first = host("first")) {
                first.start();
                second.start();
                first.say("says", "to the first");
                second.say("says", "to the second");
            }
            second.say("says", "goes on");
            System.out.println("of the program");
        }

        assertThat(System.out).isSameAs(own);
        assertThat(said("first")).containsExactly("out said to the first");
        assertThat(said("second")).containsExactly("out said to the second", "out said goes on");
        assertThat(printed.toString(UTF_8)).isEqualTo("of the program\n");
    }

    @Test
    void aPluginThatReplacesThemTakesThemFromNobodyForGood() throws Exception {
        PrintStream own = take();
        try (StoryHost host = host("one")) {
            host.repository("takes")
                    .write("config.json", StoryRepository.CONFIG)
                    .write("Takes.java", """
                            import io.orka.sdk.*;
                            import java.io.*;
                            public class Takes {
                                public Takes() {
                                    PrintStream before = System.out;
                                    System.setOut(new PrintStream(new OutputStream() {
                                        @Override
                                        public void write(int b) {
                                            before.write(b);
                                        }
                                        @Override
                                        public void write(byte[] bytes, int offset, int length) {
                                            before.write(bytes, offset, length);
                                        }
                                    }, true));
                                }
                                public Response callMethod(Request request) {
                                    System.out.println("of the taker");
                                    return Response.ok(null);
                                }
                            }
                            """)
                    .tag("v1");
            host.register("says@v1", "takes@v1").start();
            host.say("takes", "");
            host.say("says", "through another's stream");
            System.out.println("of the program");
            assertThat(host.shell("orka:remove takes@v1")).contains("removed");
            host.say("says", "after that");
        }

        assertThat(System.out).isSameAs(own);
        assertThat(said("one")).containsExactly("out said through another's stream", "out said after that");
        assertThat(Files.readString(directory.resolve("one/home/logs/plugins/takes@v1.log")))
                .endsWith(" out of the taker\n");
        assertThat(printed.toString(UTF_8)).isEqualTo("of the program\n");
    }
}
