package io.orka.launcher;

import io.orka.checkout.LocalRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plugin's repository, in which a test writes, commits and tags files. */
final class StoryRepository {

    static final String CONFIG = """
            { "name": "story", "methods": { "Say": { "args": [ { "name": "word", "type": "string" } ] } } }
            """;

    private final LocalRepository repository;

    StoryRepository(Path directory) {
        repository = LocalRepository.create(directory);
    }

    Path directory() {
        return repository.directory();
    }

    StoryRepository write(String file, String content) {
        try {
            Path path = directory().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StoryRepository copy(Path folder) {
        repository.copyFrom(folder);
        return this;
    }

    String commit(String message) {
        return repository.commit(message);
    }

    String tag(String name) {
        String commit = repository.commit("Release " + name);
        repository.tag(name);
        return commit;
    }

    /** Writes a plain Java plugin with the given method body, which can use {@code request}. */
    StoryRepository plainPlugin(String body) {
        return write("config.json", CONFIG).write("Plugin.java", """
                import io.orka.sdk.*;
                import java.util.*;
                public class Plugin {
                    public Response callMethod(Request request) throws Exception {
                        %s
                    }
                }
                """.formatted(body));
    }

    /** Writes a plugin that Maven builds, with dependencies as {@code group:artifact:version}. */
    StoryRepository mavenPlugin(String source, String... dependencies) {
        StringBuilder xml = new StringBuilder();
        for (String dependency : dependencies) {
            String[] parts = dependency.split(":", -1);
            xml.append("<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                    .formatted(parts[0], parts[1], parts[2]));
        }
        return write("config.json", CONFIG)
                .write("src/main/java/acme/Plugin.java", source)
                .write("pom.xml", """
                        <project xmlns="http://maven.apache.org/POM/4.0.0">
                          <modelVersion>4.0.0</modelVersion>
                          <groupId>acme</groupId><artifactId>plugin</artifactId><version>1</version>
                          <properties>
                            <maven.compiler.release>17</maven.compiler.release>
                            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                          </properties>
                          <dependencies>
                            <dependency><groupId>io.orka</groupId><artifactId>orka-plugin-sdk</artifactId><version>0.1.0</version><scope>provided</scope></dependency>
                            %s
                          </dependencies>
                        </project>
                        """.formatted(xml));
    }
}
