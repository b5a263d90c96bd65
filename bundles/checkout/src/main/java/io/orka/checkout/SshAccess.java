package io.orka.checkout;

import io.orka.checkout.ssh.SshSessions;
import io.orka.registry.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Access by {@code ssh}, with the keys and known hosts in a user's {@code ~/.ssh}. */
final class SshAccess implements Access {

    /** The first line from a SHA-256 repository, as JGit quotes it. JGit supports only ids of 40 digits. */
    private static final Pattern SHA256_LINE = Pattern.compile("line: '[0-9a-f]{64} ");

    private final RepositoryUrl url;
    private final Deadline deadline;
    private final SshSessions sessions;

    SshAccess(RepositoryUrl url, Deadline deadline, Path home) {
        this.url = url;
        this.deadline = deadline;
        this.sessions = SshSessions.of(home, System.getenv("SSH_AUTH_SOCK"));
    }

    @Override
    public Transport open(Repository local, URIish uri) throws IOException {
        Transport transport = Transport.open(local, uri);
        ((SshTransport) transport).setSshSessionFactory(sessions);
        transport.setCredentialsProvider(new HostLogin(url.host(), Optional.empty()));
        transport.setTimeout(1 + deadline.millisLeft() / 1000);
        return transport;
    }

    @Override
    public Optional<CheckoutFailure> explain(@Nullable Throwable cause) {
        if (sessions.unsupported().isPresent()) {
            return Optional.of(CheckoutFailure.sshSetting(
                    url.text(), sessions.unsupported().orElseThrow(), cause));
        }
        if (sessions.refusedKey().isPresent()) {
            return Optional.of(hostKey(sessions.refusedKey().orElseThrow(), cause));
        }
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (SHA256_LINE.matcher(CheckoutFailure.words(each)).find()) {
                return Optional.of(CheckoutFailure.objectFormat(url.text()));
            }
            if (each instanceof SshException ssh
                    && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
                return Optional.of(CheckoutFailure.loginRefused(
                        url.text(),
                        "the server accepts none of the SSH keys" + passedOver(),
                        "Add a passphrase-less key with read access to ~/.ssh, configure one in ~/.ssh/config,"
                                + " or add one to an SSH agent.",
                        cause));
            }
        }
        return Optional.empty();
    }

    private static CheckoutFailure hostKey(SshSessions.RefusedKey key, @Nullable Throwable cause) {
        String remedy = key.revoked()
                ? "Ask the administrator of the server for its new key. A line in known_hosts revokes this key."
                : "Compare the key with the fingerprint that the server publishes, then add the key: " + key.scan()
                        + " >> ~/.ssh/known_hosts";
        return CheckoutFailure.hostKey(key.host(), key.found(), remedy, cause);
    }

    private String passedOver() {
        List<String> notes = sessions.passedOver();
        return notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")";
    }

    @Override
    public void close() {
        sessions.close();
    }
}
