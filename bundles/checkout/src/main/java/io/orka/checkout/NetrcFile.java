package io.orka.checkout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.transport.NetRC;

/** A {@code .netrc} file. The {@code default} entry is ignored, so that a password is sent only to its own server. */
final class NetrcFile implements Credentials {

    private final Path file;

    NetrcFile(Path file) {
        this.file = file;
    }

    @Override
    public Optional<Login> forHost(String host) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return Optional.empty();
        }
        IsolatedGit.install();
        NetRC.NetRCEntry entry = new NetRC(file.toFile()).getEntry(host);
        return entry == null || !host.equalsIgnoreCase(entry.machine) || entry.login == null || entry.password == null
                ? Optional.empty()
                : Optional.of(new Login(entry.login, new String(entry.password)));
    }
}
