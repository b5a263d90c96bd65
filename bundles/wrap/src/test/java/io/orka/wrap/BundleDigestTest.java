package io.orka.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleDigestTest {

    @TempDir
    Path directory;

    @Test
    void isTheDocumentedSumOfPathsAndContents() throws IOException {
        Files.createDirectories(directory.resolve("a/empty"));
        Files.writeString(directory.resolve("a/x"), "one");
        Files.writeString(directory.resolve("a-b"), "two");
        // (printf 'a-b\0'; printf two | openssl sha256 -binary; printf 'a/x\0'; printf one | openssl sha256 -binary) |
        // sha256sum
        assertThat(BundleDigest.of(directory))
                .isEqualTo("4e9ad47f400c69b4b7b7c7f1f73728c499630c15aa7d68cfe4c4c4901d40e44c");
    }

    @Test
    void movingBytesBetweenFilesChangesIt() throws IOException {
        Files.writeString(directory.resolve("a"), "12");
        Files.writeString(directory.resolve("b"), "3");
        String before = BundleDigest.of(directory);
        Files.writeString(directory.resolve("a"), "1");
        Files.writeString(directory.resolve("b"), "23");
        assertThat(BundleDigest.of(directory)).isNotEqualTo(before);
    }

    @Test
    void refusesLinksToFilesAndDirectories() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/etc"));
        assertThatExceptionOfType(WrapFailure.class)
                .isThrownBy(() -> BundleDigest.of(directory))
                .withMessageContaining("link is neither a regular file nor a directory");
        assertThatExceptionOfType(WrapFailure.class).isThrownBy(() -> BundleDigest.of(link));
    }

    @Test
    void directoryThatIsNotThere() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> BundleDigest.of(directory.resolve("nowhere")));
    }
}
