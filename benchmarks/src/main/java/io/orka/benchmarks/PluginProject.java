package io.orka.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The source of one plugin in one version, for each container. Each plugin returns its version.
 *
 * @param libraries whether the response is computed with Jackson, Guava and commons-lang3
 * @param version the version, from 0
 */
record PluginProject(boolean libraries, int version) {

    private static final List<String> LIBRARIES = List.of(
            "com.fasterxml.jackson.core:jackson-databind:" + Peers.JACKSON,
            "com.google.guava:guava:" + Peers.GUAVA,
            "org.apache.commons:commons-lang3:" + Peers.LANG3);

    private static final String PLUGINS = """
            <plugin><artifactId>maven-resources-plugin</artifactId><version>3.5.0</version></plugin>
            <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
            <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.5</version></plugin>
            """;

    /** Returns the plugin's response. */
    String answer() {
        return "v" + version;
    }

    private String expression() {
        return libraries ? """
                org.apache.commons.lang3.StringUtils.trim(com.google.common.collect.ImmutableList.of(
                    new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\\"a\\":\\" %s \\"}").get("a").asText()).get(0))
                """.formatted(answer()) : "\"" + answer() + "\"";
    }

    /** Writes the project for Orka: with a pom for Maven, without one for javac. */
    void writeForOrka(Path directory, boolean maven) throws IOException {
        write(directory.resolve("config.json"), "{ \"name\": \"ping\" }");
        write(directory.resolve("src/main/java/acme/Plugin.java"), """
                package acme;

                import io.orka.sdk.Request;
                import io.orka.sdk.Response;

                public class Plugin {
                    public Response callMethod(Request request) throws Exception {
                        return Response.ok(%s);
                    }
                }
                """.formatted(expression()));
        if (maven) {
            String sdk = "<dependency><groupId>io.orka</groupId><artifactId>orka-plugin-sdk</artifactId>"
                    + "<version>0.1.0</version><scope>provided</scope></dependency>";
            write(directory.resolve("pom.xml"), pom(sdk, PLUGINS));
        }
    }

    /** Writes the project for PF4J. Its build puts classes and libraries into {@code target}. */
    void writeForPf4j(Path directory, List<Path> host) throws IOException {
        write(directory.resolve("src/main/resources/META-INF/extensions.idx"), "acme.Plugin\n");
        write(directory.resolve("src/main/java/acme/Plugin.java"), """
                package acme;

                import io.orka.sdk.CallContext;
                import io.orka.sdk.Request;
                import io.orka.sdk.Response;

                public class Plugin implements io.orka.benchmarks.subject.PingPoint {
                    @Override
                    public Response call(CallContext context, Request request) throws Exception {
                        return Response.ok(%s);
                    }
                }
                """.formatted(expression()));
        write(
                directory.resolve("pom.xml"),
                pom(systemDependencies(host), PLUGINS + jar("") + copying("${project.build.directory}/lib")));
    }

    /** Writes the project for Karaf. Its build creates one bundle that contains its libraries. */
    void writeForKaraf(Path directory, List<Path> host, List<String> embedded) throws IOException {
        write(directory.resolve("src/main/java/acme/Plugin.java"), """
                package acme;

                import io.orka.sdk.CallContext;
                import io.orka.sdk.OrkaCall;
                import io.orka.sdk.Request;
                import io.orka.sdk.Response;
                import org.osgi.framework.BundleActivator;
                import org.osgi.framework.BundleContext;

                public class Plugin implements BundleActivator, OrkaCall {
                    @Override
                    public void start(BundleContext context) {
                        context.registerService(OrkaCall.class, this, null);
                    }

                    @Override
                    public void stop(BundleContext context) {}

                    @Override
                    public Response call(CallContext context, Request request) throws Exception {
                        return Response.ok(%s);
                    }
                }
                """.formatted(expression()));
        String classPath = embedded.stream().map(name -> ",lib/" + name).collect(Collectors.joining());
        String manifest = """
                <configuration><archive><manifestEntries>
                  <Bundle-ManifestVersion>2</Bundle-ManifestVersion>
                  <Bundle-SymbolicName>acme.%s</Bundle-SymbolicName>
                  <Bundle-Version>1.0.0</Bundle-Version>
                  <Bundle-Activator>acme.Plugin</Bundle-Activator>
                  <Bundle-ClassPath>.%s</Bundle-ClassPath>
                  <Import-Package>io.orka.sdk,org.osgi.framework</Import-Package>
                  <DynamicImport-Package>*</DynamicImport-Package>
                </manifestEntries></archive></configuration>
                """.formatted(libraries ? "libraries" : "plain", classPath);
        write(
                directory.resolve("pom.xml"),
                pom(
                        systemDependencies(host),
                        PLUGINS + jar(manifest) + copying("${project.build.outputDirectory}/lib")));
    }

    private static String jar(String configuration) {
        return "<plugin><artifactId>maven-jar-plugin</artifactId><version>3.4.2</version>" + configuration
                + "</plugin>";
    }

    private String copying(String directory) {
        return !libraries ? "" : """
                <plugin><artifactId>maven-dependency-plugin</artifactId><version>3.11.0</version><executions><execution>
                  <phase>prepare-package</phase><goals><goal>copy-dependencies</goal></goals>
                  <configuration><includeScope>runtime</includeScope><outputDirectory>%s</outputDirectory></configuration>
                </execution></executions></plugin>
                """.formatted(directory);
    }

    private static String systemDependencies(List<Path> jars) {
        return jars.stream()
                .map(jar -> ("<dependency><groupId>host</groupId><artifactId>%s</artifactId><version>1</version>"
                                + "<scope>system</scope><systemPath>%s</systemPath></dependency>\n")
                        .formatted(jar.getFileName(), jar))
                .collect(Collectors.joining());
    }

    private String pom(String dependencies, String plugins) {
        String needed = !libraries
                ? ""
                : LIBRARIES.stream()
                        .map(library -> library.split(":", -1))
                        .map(parts ->
                                "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>\n"
                                        .formatted(parts[0], parts[1], parts[2]))
                        .collect(Collectors.joining());
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>acme</groupId><artifactId>plugin</artifactId><version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                %s%s
                  </dependencies>
                  <build><plugins>
                %s
                  </plugins></build>
                </project>
                """.formatted(dependencies, needed, plugins);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
