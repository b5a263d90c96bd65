package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a task of the JVM's common pool, a plugin has its own context class loader, also after a swap. */
class CommonPoolTest {

    @TempDir
    private Path directory;

    @Test
    void eachVersionHasItsOwnContextClassLoader() throws Exception {
        StoryRepository repository = new StoryRepository(directory.resolve("p"));
        for (String version : new String[] {"v1", "v2"}) {
            repository.plainPlugin("""
                    var found = new java.util.concurrent.CompletableFuture<Object>();
                    java.util.concurrent.ForkJoinPool.commonPool().execute(() -> found.complete(
                            Thread.currentThread().getContextClassLoader() == Plugin.class.getClassLoader()));
                    return Response.ok("%s " + found.get());
                    """.formatted(version));
            repository.tag(version);
        }
        Path registry = directory.resolve("plugins.json");
        Files.writeString(
                registry,
                "[{\"name\": \"p\", \"version\": \"v1\", \"repo\": \"" + directory.resolve("p")
                        + "\", \"service\": \"P\"}]");
        try (HostProcess host = HostProcess.start(OrkaHome.of(directory.resolve("home")), registry)) {
            host.awaitAnswer("orka:call p Say", "v1 true");
            assertThat(host.say("orka:swap p v2")).contains("replaced p@v1");
            assertThat(host.say("orka:call p Say")).contains("v2 true");
            assertThat(host.say("orka:rollback p")).contains("replaced p@v2");
            assertThat(host.say("orka:call p Say")).contains("v1 true");
        }
    }
}
