package io.orka.build;

import io.orka.build.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project that is built only to load a worker's classes, without downloads. */
final class WarmProject {

    private WarmProject() {}

    /**
     * Writes the project and returns its job. The classes are loaded even if Maven's plugins are not on this machine.
     */
    static List<Message.Build> jobs(Path directory) throws IOException {
        Path project = Files.createDirectories(directory.resolve("project"));
        Path source = Files.createDirectories(project.resolve("src/main/java")).resolve("Warm.java");
        Files.writeString(source, "class Warm {}\n");
        Files.writeString(project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>io.orka</groupId>
                  <artifactId>warm</artifactId>
                  <version>1</version>
                  <properties><maven.compiler.release>17</maven.compiler.release></properties>
                  <dependencies>
                    <dependency>
                      <groupId>io.orka</groupId>
                      <artifactId>orka-plugin-sdk</artifactId>
                      <version>[0,)</version>
                      <scope>provided</scope>
                    </dependency>
                  </dependencies>
                </project>
                """);
        Path output = Files.createDirectories(directory.resolve("output"));
        String top = project.toRealPath().toString();
        return Stream.of(Message.Builder.JAVAC, Message.Builder.MAVEN)
                .map(builder -> new Message.Build(builder, top, top, output.toString(), false, Message.Network.NONE))
                .toList();
    }
}
