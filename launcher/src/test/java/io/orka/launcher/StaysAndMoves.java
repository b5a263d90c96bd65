package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A registry with two plugins: {@code stays} has one version, and {@code moves} has a series of releases. */
final class StaysAndMoves {

    private final Path directory;
    private final StoryRepository moves;
    private int release;

    /** Creates the first release and registers it. */
    StaysAndMoves(Path directory) throws IOException {
        this.directory = directory;
        new StoryRepository(directory.resolve("stays"))
                .plainPlugin("return Response.ok(\"answer stays\");")
                .tag("v0");
        moves = new StoryRepository(directory.resolve("moves"));
        release();
        register();
    }

    Path registry() {
        return directory.resolve("plugins.json");
    }

    /** Creates the next release without registering it. */
    void release() {
        release++;
        moves.plainPlugin("return Response.ok(\"answer " + release + "\");").tag(version());
    }

    /** Returns the version of the last release. */
    String version() {
        return "v" + release;
    }

    /** Registers the last release. */
    void register() throws IOException {
        Files.writeString(registry(), "[%s, %s]".formatted(entry("stays", "v0"), entry("moves", version())));
    }

    void awaitLast(HostProcess host) throws IOException, InterruptedException {
        host.awaitAnswer("orka:call moves Say", "answer " + release);
        host.awaitAnswer("orka:call stays Say", "answer stays");
    }

    void bothServe(HostProcess host) throws IOException {
        bothServe(host, release);
    }

    /** Checks both plugins while the last release of {@code moves} cannot be built. */
    void bothServeAsBefore(HostProcess host) throws IOException {
        bothServe(host, release - 1);
    }

    private static void bothServe(HostProcess host, int release) throws IOException {
        assertThat(host.say("orka:call stays Say")).contains("answer stays");
        assertThat(host.say("orka:call moves Say")).as(host.output()).contains("answer " + release);
    }

    private String entry(String name, String version) {
        return "{\"name\": \"%s\", \"version\": \"%s\", \"repo\": \"%s\", \"service\": \"S\"}"
                .formatted(name, version, directory.resolve(name));
    }
}
