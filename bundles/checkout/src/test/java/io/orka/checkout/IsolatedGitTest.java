package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkout executes and writes nothing in the home directory. The checkout runs in a separate process with a hostile
 * home directory.
 */
class IsolatedGitTest {

    /** Commits, tags and checks out in one directory. */
    public static void main(String[] arguments) {
        CheckoutFixture fixture = new CheckoutFixture(Path.of(arguments[0]));
        LocalRepository repository = fixture.repository("hello-plugin")
                .write(".gitattributes", "*.txt filter=evil\n")
                .write("a.txt", "as committed");
        repository.commit("Begin");
        repository.tag("v0.1.0");
        Path root =
                fixture.checkout(CheckoutFixture.entry(repository, "v0.1.0")).root();
        assertThat(root.resolve("a.txt")).hasContent("as committed");
    }

    @Test
    void nothingInTheHomeIsRunOrWritten(@TempDir Path directory) throws Exception {
        Path home = Files.createDirectories(directory.resolve("hostile-home"));
        Path ran = directory.resolve("ran");
        Path trap = script(home.resolve("trap"), "touch " + ran + "\ncat\n");
        Path hooks = Files.createDirectories(home.resolve("hooks"));
        for (String hook : new String[] {"pre-commit", "commit-msg", "post-commit", "post-checkout"}) {
            script(hooks.resolve(hook), "touch " + ran + "\n");
        }
        Files.writeString(home.resolve(".gitconfig"), """
                [filter "evil"]
                	smudge = %1$s
                	clean = %1$s
                	required = true
                [core]
                	hooksPath = %2$s
                	autocrlf = true
                [commit]
                	gpgSign = true
                """.formatted(trap, hooks));
        long entries = count(home);

        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        IsolatedGitTest.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        java.environment().put("HOME", home.toString());
        java.environment().put("GIT_SSH", trap.toString());
        Process process = java.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(directory.resolve("output")).content().isEmpty();
        assertThat(process.exitValue()).isZero();
        assertThat(ran).doesNotExist();
        assertThat(count(home)).isEqualTo(entries);
    }

    private static long count(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            return files.count();
        }
    }

    private static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
