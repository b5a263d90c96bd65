package io.orka.checkout;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Passes the credentials of one server to JGit, once, and never prompts. */
final class HostLogin extends CredentialsProvider {

    private final String host;
    private final Optional<Login> login;
    private boolean refused;

    HostLogin(String host, Optional<Login> login) {
        this.host = host;
        this.login = login;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return login.isPresent()
                && Arrays.stream(items)
                        .allMatch(item ->
                                item instanceof CredentialItem.Username || item instanceof CredentialItem.Password);
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (refused || !supports(items) || !host.equalsIgnoreCase(uri.getHost()) || !isPrivate(uri)) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username name) {
                name.setValue(login.orElseThrow().user());
            } else if (item instanceof CredentialItem.Password secret) {
                secret.setValue(login.orElseThrow().password().toCharArray());
            }
        }
        return true;
    }

    /**
     * Rejects a second attempt, before which JGit calls this method: repeated wrong credentials could lock the account.
     */
    @Override
    public void reset(URIish uri) {
        refused = true;
    }

    private static boolean isPrivate(URIish uri) {
        return "https".equals(uri.getScheme()) || Loopback.isName(uri.getHost());
    }
}
