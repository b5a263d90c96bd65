package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/** {@code ssh} with the keys and known hosts of a user's {@code ~/.ssh}. */
final class SshAccess implements Access {

    private final RepositoryUrl url;
    private final Deadline deadline;
    private final StrictSsh sessions;

    SshAccess(RepositoryUrl url, Deadline deadline, Path home) {
        this.url = url;
        this.deadline = deadline;
        this.sessions = new StrictSsh(home);
    }

    @Override
    public void prepare(Transport transport) {
        ((SshTransport) transport).setSshSessionFactory(sessions);
        transport.setCredentialsProvider(new HostLogin(url.host(), Optional.empty()));
        transport.setTimeout(1 + deadline.millisLeft() / 1000);
    }

    @Override
    public Optional<CheckoutFailure> explain(@Nullable Throwable cause) {
        Optional<CheckoutFailure> unknown = sessions.refusedKey()
                .map(key -> CheckoutFailure.hostKey(
                        url.host(),
                        key.found(),
                        "Compare it with what the host publishes, then add it: " + key.scan()
                                + " >> ~/.ssh/known_hosts",
                        cause));
        if (unknown.isPresent()) {
            return unknown;
        }
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SshException ssh
                    && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
                return Optional.of(CheckoutFailure.loginRefused(
                        url.text(),
                        "the host accepts none of the ssh keys",
                        "Put a key without a passphrase that may read it into ~/.ssh, or name it in ~/.ssh/config",
                        cause));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        sessions.close();
    }
}
