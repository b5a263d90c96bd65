package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host refuses a home in which other users could place code. */
class HomeCustodyTest {

    private static final int STRANGER = 12345;

    @TempDir
    private Path directory;

    private OrkaHome home() {
        return OrkaHome.of(directory.resolve("home"));
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static void owner(Path path, int user) throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root can give files away");
        Files.setAttribute(path, "unix:uid", user);
    }

    private HostFailure refusal() {
        HostFailure failure = catchThrowableOfType(HostFailure.class, () -> Orka.open(home()));
        assertThat(failure).as("the home is refused").isNotNull();
        assertThat(failure.code()).isEqualTo("ORKA-HOST-18");
        return failure;
    }

    private void make() throws IOException {
        home().create();
        Files.createDirectories(home().store());
        Files.writeString(home().registryFile(), "[]");
    }

    private void opens() {
        assertThatCode(() -> Orka.open(home()).close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bundles", "store", "plugins", "run"})
    void aDirectoryThatEveryoneCanWriteToIsRefusedUntilItIsShut(String name) throws IOException {
        make();
        Path open = home().directory().resolve(name);
        mode(open, "rwxrwxrwx");

        assertThat(refusal().line())
                .contains(open + " can be written by every user")
                .contains("chmod go-w " + open);

        mode(open, "rwxr-xr-x");
        opens();
    }

    @Test
    void aDirectoryOfAnotherUserIsRefused() throws IOException {
        make();
        owner(home().engineBundles(), STRANGER);

        assertThat(refusal().line())
                .contains(home().engineBundles() + " belongs to the user " + STRANGER)
                .contains("chown 0 " + home().engineBundles());
    }

    @Test
    void aDirectoryOfASharedGroupIsRefusedAndOneOfThePrivateGroupIsNot() throws IOException {
        make();
        mode(home().directory(), "rwxrwxr-x");
        int group = (Integer) Files.getAttribute(home().directory(), "unix:gid");
        owner(home().directory(), 0);
        opens(); // root's private group has the same number as root

        Files.setAttribute(home().directory(), "unix:gid", STRANGER);
        assertThat(refusal().line()).contains("can be written by the group " + STRANGER);
        Files.setAttribute(home().directory(), "unix:gid", group);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw-rw-"})
    void credentialsThatOthersCanReadAreRefused(String mode) throws IOException {
        make();
        Files.writeString(home().credentials(), "");
        mode(home().credentials(), "rw-------");
        opens();

        mode(home().credentials(), mode);
        assertThat(refusal().line()).contains(home().credentials() + " can be ").contains("by every user");
    }

    @Test
    void aLinkCountsAsItsTarget() throws IOException {
        Path target = Files.createDirectory(directory.resolve("target"));
        mode(target, "rwx------");
        Files.createSymbolicLink(home().directory(), target);
        make();
        opens();

        mode(target, "rwxrwxrwx");
        assertThat(refusal().line()).contains(home().directory() + " can be written by every user");
    }

    @Test
    void aPlaceWhereEveryoneCanReplaceTheHomeIsRefusedUnlessItIsSticky() throws IOException {
        Files.createDirectory(directory.resolve("above"));
        OrkaHome below = OrkaHome.of(directory.resolve("above/between/home"));
        below.create();
        mode(directory.resolve("above"), "rwxrwxrwx");

        HostFailure failure = catchThrowableOfType(HostFailure.class, below::create);
        assertThat(failure.line())
                .contains(below.directory() + ": " + directory.resolve("above") + " is above it")
                .contains("chmod o-w");

        Files.setAttribute(directory.resolve("above"), "unix:mode", 01777);
        assertThatCode(below::create).doesNotThrowAnyException();
    }

    @Test
    void aConfigurationThatOthersCanWriteToIsNamedAtEachStart() throws Exception {
        make();
        mode(home().config(), "rwxrwxrwx");
        mode(home().registryFile(), "rw-rw-rw-");
        exec();
        exec();
        assertThat(Files.readAllLines(home().logs().resolve("orka.log")))
                .filteredOn(line -> line.contains(home().config() + " can be written by every user"))
                .hasSize(2);
        assertThat(Files.readAllLines(home().logs().resolve("orka.log")))
                .filteredOn(line -> line.contains(home().registryFile() + " can be written by every user")
                        && line.contains("chmod go-w " + home().registryFile()))
                .hasSize(2);
    }

    private void exec() throws IOException, InterruptedException {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.orka.launcher.Main",
                        "exec",
                        "--home",
                        home().directory().toString(),
                        "--",
                        "orka:list")
                .redirectErrorStream(true)
                .start();
        String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(host.waitFor()).as(said).isZero();
    }
}
