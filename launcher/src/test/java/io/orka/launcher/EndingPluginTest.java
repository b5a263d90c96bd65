package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If a plugin ends the host's JVM during its build, construction or probe, the next host holds the plugin back. */
@Tag("machine")
class EndingPluginTest {

    private static final int STARTS = Integer.getInteger("orka.soak.starts", 2);
    private static final String HELD_BACK = "ORKA-PLUGIN-18";

    @TempDir
    private Path directory;

    private StoryRepository bad;
    private OrkaHome home;
    private Path registry;

    @BeforeEach
    void othersServe() throws Exception {
        for (String name : new String[] {"one", "two"}) {
            new StoryRepository(directory.resolve(name))
                    .plainPlugin("return Response.ok(\"" + name + "\");")
                    .tag("v1");
        }
        bad = new StoryRepository(directory.resolve("bad"));
        home = OrkaHome.of(directory.resolve("home"));
        registry = directory.resolve("plugins.json");
        register("");
        try (HostProcess host = HostProcess.start(home, registry)) {
            await(host, "orka:call one Say", "\"one\"");
            await(host, "orka:call two Say", "\"two\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Runtime.getRuntime().halt(3);", "System.exit(0);"})
    void whatAConstructorEndsIsHeldBack(String end) throws Exception {
        plugin("public Plugin() throws Exception { " + end + " }", "return Response.ok(1);");
        register("");

        endsAHost();

        laterStartsServeTheOthers("constructed");
    }

    /** The system kills processes when memory is short, so a single kill does not hold the plugin back. */
    @Test
    void whatASignalEndsTwiceIsHeldBack() throws Exception {
        plugin("""
                public Plugin() throws Exception {
                    new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
                }
                """, "return Response.ok(1);");
        register("");

        endsAHost();
        endsAHost();

        laterStartsServeTheOthers("constructed");
    }

    @Test
    void whatAProbeEndsIsHeldBack() throws Exception {
        plugin("", "Runtime.getRuntime().halt(3); return null;");
        register(", \"probe\": {\"method\": \"Say\"}");

        endsAHost();

        laterStartsServeTheOthers("probed");
    }

    @Test
    void whatABuildEndsTwiceIsHeldBack() throws Exception {
        bad.write("config.json", StoryRepository.CONFIG)
                .mavenPlugin("""
                package acme;
                @javax.annotation.processing.SupportedAnnotationTypes("*")
                public class Plugin extends javax.annotation.processing.AbstractProcessor {
                    public boolean process(
                            java.util.Set<? extends javax.lang.model.element.TypeElement> types,
                            javax.annotation.processing.RoundEnvironment round) {
                        ProcessHandle.current().parent().orElseThrow().destroyForcibly();
                        return false;
                    }
                }
                """)
                .write("src/main/java/acme/Other.java", "package acme; class Other {}");
        Path pom = bad.directory().resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replace("</project>", """
                <build><plugins><plugin>
                  <artifactId>maven-compiler-plugin</artifactId>
                  <executions>
                    <execution><id>default-compile</id>
                      <configuration><proc>none</proc><includes><include>**/Plugin*</include></includes></configuration>
                    </execution>
                    <execution><id>loose</id><phase>process-classes</phase><goals><goal>compile</goal></goals>
                      <configuration>
                        <proc>full</proc><excludes><exclude>**/Plugin*</exclude></excludes>
                        <annotationProcessors><annotationProcessor>acme.Plugin</annotationProcessor></annotationProcessors>
                      </configuration>
                    </execution>
                  </executions>
                </plugin></plugins></build></project>
                """));
        bad.tag("v1");
        register("");

        endsAHost();
        endsAHost();

        laterStartsServeTheOthers("built");
    }

    @Test
    void whatIsCorrectedServesAndAKilledHostIsNobodysFault() throws Exception {
        plugin("static { Runtime.getRuntime().halt(3); }", "return Response.ok(1);");
        register("");
        endsAHost();
        try (HostProcess host = HostProcess.start(home, registry)) {
            await(host, "orka:why bad", HELD_BACK);
            assertThat(host.say("orka:reload bad")).contains(HELD_BACK);

            plugin("", "return Response.ok(\"corrected\");");
            Files.writeString(
                    registry,
                    Files.readString(registry)
                            .replace(
                                    "\"v1\", \"repo\": \"" + bad.directory(),
                                    "\"v2\", \"repo\": \"" + bad.directory()));
            await(host, "orka:call bad Say", "corrected");
        }
        try (HostProcess host = HostProcess.start(home, registry)) {
            await(host, "orka:call bad Say", "corrected");
        }
    }

    private int release;

    private void plugin(String member, String body) {
        release++;
        bad.write("config.json", StoryRepository.CONFIG)
                .write("Plugin.java", """
                import io.orka.sdk.*;
                public class Plugin {
                    %s
                    public Response callMethod(Request request) throws Exception {
                        %s
                    }
                }
                """.formatted(member, body))
                .tag("v" + release);
    }

    /** Writes the registry. It contains the bad plugin only if that plugin's repository exists. */
    private void register(String more) throws Exception {
        StringBuilder entries = new StringBuilder(entry("one", "")).append(entry("two", ""));
        if (Files.exists(bad.directory().resolve("config.json"))) {
            entries.append(entry("bad", more));
        }
        Files.writeString(registry, "[" + entries.substring(1) + "]");
    }

    private String entry(String name, String more) {
        return ", {\"name\": \"%s\", \"version\": \"v1\", \"repo\": \"%s\", \"service\": \"S\"%s}"
                .formatted(name, directory.resolve(name), more);
    }

    private void endsAHost() throws Exception {
        try (HostProcess host = HostProcess.launch(home, registry)) {
            int unused = host.exit();
        }
    }

    private void laterStartsServeTheOthers(String when) throws Exception {
        for (int i = 0; i < STARTS; i++) {
            try (HostProcess host = HostProcess.start(home, registry)) {
                assertThat(host.say("orka:call one Say")).contains("\"one\"");
                assertThat(host.say("orka:call two Say")).contains("\"two\"");
                await(host, "orka:why bad", HELD_BACK);
                assertThat(host.say("orka:why bad")).contains(when).contains("orka:reload bad@v1");
                assertThat(host.say("orka:list")).contains("FAILED");
                assertThat(host.output()).contains(HELD_BACK);
            }
        }
    }

    /** Repeats a command until its output contains the answer; fails with the host's output if the host ends. */
    private static void await(HostProcess host, String command, String answer) throws Exception {
        String said = host.say(command);
        while (!said.contains(answer)) {
            host.awaitOutput("");
            assertThat(said).as(host.output()).doesNotContain("ORKA-SHELL-0");
            said = host.say(command);
        }
    }
}
