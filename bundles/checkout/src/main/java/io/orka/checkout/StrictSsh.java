package io.orka.checkout;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.jspecify.annotations.Nullable;

/** Ssh sessions that never ask: known hosts only, whatever the user's configuration says, and keys only. */
final class StrictSsh extends SshdSessionFactory {

    private volatile @Nullable RefusedKey refusedKey;

    StrictSsh(Path home) {
        super(null, null);
        setHomeDirectory(home.toFile());
        setSshDirectory(home.resolve(".ssh").toFile());
    }

    /**
     * A key of the host that was not accepted.
     *
     * @param found why, and which
     * @param scan the command that shows the host's keys
     */
    record RefusedKey(String found, String scan) {}

    Optional<RefusedKey> refusedKey() {
        return Optional.ofNullable(refusedKey);
    }

    @Override
    protected String getDefaultPreferredAuthentications() {
        return "publickey";
    }

    @Override
    protected ServerKeyDatabase createServerKeyDatabase(java.io.File home, java.io.File sshDirectory) {
        ServerKeyDatabase files = super.createServerKeyDatabase(home, sshDirectory);
        return new ServerKeyDatabase() {

            @Override
            public List<PublicKey> lookup(String connect, InetSocketAddress remote, Configuration config) {
                return files.lookup(connect, remote, config);
            }

            @Override
            public boolean accept(
                    String connect,
                    InetSocketAddress remote,
                    PublicKey key,
                    Configuration config,
                    @Nullable CredentialsProvider asks) {
                boolean known = files.accept(connect, remote, key, new KnownOnly(config), null);
                if (!known) {
                    String state = lookup(connect, remote, config).isEmpty() ? "is not known" : "is not the known one";
                    String port = remote.getPort() == 22 ? "" : "-p " + remote.getPort() + " ";
                    refusedKey = new RefusedKey(
                            state + ": " + KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key),
                            "ssh-keyscan " + port + remote.getHostString());
                }
                return known;
            }
        };
    }

    /** A key with a passphrase is passed over: there is nobody to ask. */
    @Override
    protected KeyPasswordProvider createKeyPasswordProvider(CredentialsProvider provider) {
        return new KeyPasswordProvider() {

            @Override
            public char @Nullable [] getPassphrase(URIish key, int attempt) {
                return null;
            }

            @Override
            public void setAttempts(int attempts) {}

            @Override
            public boolean keyLoaded(URIish key, int attempt, Exception error) {
                return false;
            }
        };
    }

    /** The user's configuration, but strict. */
    private record KnownOnly(ServerKeyDatabase.Configuration config) implements ServerKeyDatabase.Configuration {

        @Override
        public List<String> getUserKnownHostsFiles() {
            return config.getUserKnownHostsFiles();
        }

        @Override
        public List<String> getGlobalKnownHostsFiles() {
            return config.getGlobalKnownHostsFiles();
        }

        @Override
        public StrictHostKeyChecking getStrictHostKeyChecking() {
            return StrictHostKeyChecking.REQUIRE_MATCH;
        }

        @Override
        public boolean getHashKnownHosts() {
            return config.getHashKnownHosts();
        }

        @Override
        public String getUsername() {
            return config.getUsername();
        }
    }
}
