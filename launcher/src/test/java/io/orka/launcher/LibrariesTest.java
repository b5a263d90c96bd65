package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.plugins.PluginState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins with real libraries answer as on a plain class path, all in one host. */
class LibrariesTest {

    private static final String SOURCE = """
            package acme;
            import io.orka.sdk.*;
            import java.util.*;
            public class Plugin {
                %s
                public Response callMethod(Request request) throws Exception {
                    %s
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void librariesFromMavenCentralWork() throws Exception {
        try (StoryHost host = new StoryHost(directory)) {
            maven(host, "jackson", "", """
                    var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
                    return Response.ok(mapper.version() + " " + mapper.readTree("{\\"a\\":1}").get("a").asInt());
                    """, "com.fasterxml.jackson.core:jackson-databind:2.9.10.8");
            maven(host, "h2", "", query("jdbc:h2:mem:story", "select 40 + 2"), "com.h2database:h2:2.3.232");
            maven(
                    host,
                    "sqlite",
                    "",
                    query("jdbc:sqlite::memory:", "select 40 + 2"),
                    "org.xerial:sqlite-jdbc:3.46.1.3");
            maven(host, "jaxb", """
                    @javax.xml.bind.annotation.XmlRootElement public static class Note { public String text = "hi"; }
                    """, """
                    var writer = new java.io.StringWriter();
                    javax.xml.bind.JAXBContext.newInstance(Note.class).createMarshaller().marshal(new Note(), writer);
                    return Response.ok(writer.toString());
                    """, "javax.xml.bind:jaxb-api:2.3.1", "org.glassfish.jaxb:jaxb-runtime:2.3.9");
            maven(host, "logging", "", """
                    var log = org.slf4j.LoggerFactory.getLogger(Plugin.class);
                    log.info("hello from a plugin");
                    return Response.ok(log.getClass().getName() + " " + (log.getClass().getClassLoader() == Plugin.class.getClassLoader()));
                    """, "org.slf4j:slf4j-api:2.0.16", "ch.qos.logback:logback-classic:1.5.12");
            modular(host);
            multiModule(host);

            host.register(
                    "jackson@v1.0.0", "h2@v1.0.0", "sqlite@v1.0.0", "jaxb@v1.0.0", "logging@v1.0.0", "modular@v1.0.0");
            addWithPath(host);
            Orka orka = host.start();

            assertThat(orka.plugins().list())
                    .allSatisfy(status ->
                            assertThat(status.state()).as(status.toString()).isEqualTo(PluginState.ACTIVE))
                    .hasSize(7);
            assertThat(host.say("jackson", "").data()).isEqualTo("2.9.10-8 1");
            assertThat(host.say("h2", "").data()).isEqualTo("42");
            assertThat(host.say("sqlite", "").data()).isEqualTo("42");
            assertThat((String) host.say("jaxb", "").data()).contains("<note><text>hi</text></note>");
            assertThat(host.say("logging", "").data()).isEqualTo("ch.qos.logback.classic.Logger true");
            assertThat(host.say("modular", "").data()).isEqualTo("a module");
            assertThat(host.say("nested", "Ada").data()).isEqualTo("sibling says Ada");
        }
    }

    private static void maven(StoryHost host, String name, String members, String body, String... dependencies) {
        host.repository(name)
                .mavenPlugin(SOURCE.formatted(members, body), dependencies)
                .tag("v1.0.0");
    }

    private static String query(String url, String sql) {
        return """
                try (var connection = java.sql.DriverManager.getConnection("%s");
                        var result = connection.createStatement().executeQuery("%s")) {
                    result.next();
                    return Response.ok(result.getString(1));
                }
                """.formatted(url, sql);
    }

    private static void modular(StoryHost host) {
        host.repository("modular")
                .mavenPlugin(SOURCE.formatted("", "return Response.ok(\"a module\");"))
                .write("src/main/java/module-info.java", "module acme.plugin { requires io.orka.sdk; exports acme; }")
                .tag("v1.0.0");
    }

    private static void multiModule(StoryHost host) {
        String module = """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent><groupId>acme</groupId><artifactId>all</artifactId><version>1</version></parent>
                  <artifactId>%s</artifactId>
                  <dependencies>%s</dependencies>
                </project>
                """;
        host.repository("nested")
                .write("pom.xml", """
                        <project xmlns="http://maven.apache.org/POM/4.0.0">
                          <modelVersion>4.0.0</modelVersion>
                          <groupId>acme</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
                          <modules><module>words</module><module>plugin</module></modules>
                          <properties><maven.compiler.release>17</maven.compiler.release></properties>
                        </project>
                        """)
                .write("words/pom.xml", module.formatted("words", ""))
                .write(
                        "words/src/main/java/acme/Words.java",
                        "package acme; public class Words { public static String of(String s) { return \"sibling says \" + s; } }")
                .write("plugin/pom.xml", module.formatted("plugin", """
                        <dependency><groupId>acme</groupId><artifactId>words</artifactId><version>1</version></dependency>
                        <dependency><groupId>io.orka</groupId><artifactId>orka-plugin-sdk</artifactId><version>0.1.0</version></dependency>
                        """))
                .write("plugin/config.json", StoryRepository.CONFIG)
                .write("plugin/src/main/java/acme/plugin/Plugin.java", """
                        package acme.plugin;
                        import io.orka.sdk.*;
                        public class Plugin {
                            public static void orkaCall(Request request, Response response) {
                                response.set(Response.ok(acme.Words.of(request.string("word", ""))));
                            }
                        }
                        """)
                .tag("v1.0.0");
    }

    private static void addWithPath(StoryHost host) throws java.io.IOException {
        String json = java.nio.file.Files.readString(host.registryFile());
        java.nio.file.Files.writeString(
                host.registryFile(),
                json.substring(0, json.length() - 1)
                        + ", { \"name\": \"nested\", \"version\": \"v1.0.0\", \"repo\": \"repositories/nested\","
                        + " \"service\": \"Nested\", \"path\": \"plugin\" }]");
    }
}
