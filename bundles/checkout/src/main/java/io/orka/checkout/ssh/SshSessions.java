package io.orka.checkout.ssh;

import io.orka.checkout.ssh.KnownHosts.Verdict;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/**
 * The SSH sessions of one job. Like ssh, the sessions use the user's keys, known hosts, configuration and agent. The
 * sessions are non-interactive, authenticate by keys only, reject unknown hosts regardless of the configuration, and
 * start no program.
 */
public final class SshSessions extends SshdSessionFactory {

    private static final Path MACHINE = Path.of("/etc/ssh");

    private final PassedOver passedOver;
    private final Agents agents;
    private final List<UserConfig> configs = new ArrayList<>();
    private volatile @Nullable RefusedKey refusedKey;

    static {
        SshCryptography.install();
    }

    private SshSessions(Path home, @Nullable String agent, PassedOver passedOver) {
        super(new Identities(home, passedOver), null);
        this.passedOver = passedOver;
        this.agents = new Agents(agent);
        setHomeDirectory(home.toFile());
        setSshDirectory(home.resolve(".ssh").toFile());
    }

    /**
     * Creates the sessions for a user.
     *
     * @param home the user's home directory
     * @param agent the socket of the user's agent, as in {@code SSH_AUTH_SOCK}, or {@code null}
     * @return the sessions, without reading files or connecting
     */
    public static SshSessions of(Path home, @Nullable String agent) {
        return new SshSessions(home, agent, new PassedOver());
    }

    /**
     * A rejected host key.
     *
     * @param host the host, as used for the connection
     * @param found the reason and the key
     * @param revoked whether the key is revoked
     * @param scan the command that prints the host's keys
     */
    public record RefusedKey(String host, String found, boolean revoked, String scan) {}

    /**
     * Returns the rejected key.
     *
     * @return the last rejected key, or empty
     */
    public Optional<RefusedKey> refusedKey() {
        return Optional.ofNullable(refusedKey);
    }

    /**
     * Returns the keys that were not tried and the settings that were ignored.
     *
     * @return phrases such as {@code ~/.ssh/id_rsa has a passphrase}
     */
    public List<String> passedOver() {
        return passedOver.notes();
    }

    /**
     * Returns an unsupported setting that makes the connection impossible.
     *
     * @return the setting and the location of its line, or empty
     */
    public Optional<String> unsupported() {
        return passedOver.refused();
    }

    @Override
    protected SshConfigStore createSshConfigStore(File home, File configFile, String localUserName) {
        UserConfig config = new UserConfig(
                home.toPath(),
                configFile.toPath(),
                localUserName,
                counting -> super.createSshConfigStore(home, counting, localUserName),
                passedOver,
                (Identities) getKeyCache());
        synchronized (configs) {
            configs.add(config);
        }
        return config;
    }

    @Override
    protected ConnectorFactory getConnectorFactory() {
        return agents;
    }

    @Override
    protected String getDefaultPreferredAuthentications() {
        return "publickey";
    }

    /** Returns no keys, since {@link UserConfig} returns all keys to try. */
    @Override
    protected List<Path> getDefaultIdentities(File sshDirectory) {
        return List.of();
    }

    @Override
    protected ServerKeyDatabase createServerKeyDatabase(File home, File sshDirectory) {
        return new ServerKeyDatabase() {

            @Override
            public List<PublicKey> lookup(String connect, InetSocketAddress remote, Configuration config) {
                List<PublicKey> keys = new ArrayList<>();
                names(connect).forEach(name -> keys.addAll(hosts(name, config).keys()));
                return keys;
            }

            @Override
            public boolean accept(
                    String connect,
                    InetSocketAddress remote,
                    PublicKey key,
                    Configuration config,
                    @Nullable CredentialsProvider asks) {
                List<Verdict> all = names(connect).stream()
                        .map(name -> hosts(name, config).judge(key))
                        .filter(verdict -> verdict != Verdict.UNKNOWN)
                        .toList();
                Verdict verdict =
                        all.contains(Verdict.REVOKED) ? Verdict.REVOKED : all.isEmpty() ? Verdict.UNKNOWN : all.get(0);
                return isKnown(connect, key, verdict);
            }

            private KnownHosts hosts(String name, Configuration config) {
                List<String> files =
                        new ArrayList<>(orUsual(config.getUserKnownHostsFiles(), sshDirectory.toPath(), ""));
                files.addAll(orUsual(config.getGlobalKnownHostsFiles(), MACHINE, "ssh_"));
                return KnownHosts.of(name, files);
            }
        };
    }

    private static List<String> orUsual(@Nullable List<String> configured, Path directory, String prefix) {
        return configured != null && !configured.isEmpty()
                ? configured
                : List.of(
                        directory.resolve(prefix + "known_hosts").toString(),
                        directory.resolve(prefix + "known_hosts2").toString());
    }

    /** Returns the names to look up: an alias, or the address, or else the host without its port. */
    private List<String> names(String address) {
        synchronized (configs) {
            for (UserConfig config : configs) {
                if (!config.knownAs(address).equals(address)) {
                    return List.of(config.knownAs(address));
                }
            }
        }
        return address.startsWith("[") ? List.of(address, host(address)) : List.of(address);
    }

    private static String host(String address) {
        return address.replaceFirst("^\\[(.*)]:\\d+$", "$1");
    }

    private boolean isKnown(String connect, PublicKey key, Verdict verdict) {
        if (verdict == Verdict.KNOWN) {
            return true;
        }
        String state = verdict == Verdict.REVOKED
                ? "is revoked"
                : verdict == Verdict.OTHER ? "differs from the one in known_hosts" : "is not in known_hosts";
        PublicKey shown = key instanceof OpenSshCertificate certificate ? certificate.getCertPubKey() : key;
        String port = connect.startsWith("[") ? "-p " + connect.replaceFirst(".*:", "") + " " : "";
        refusedKey = new RefusedKey(
                host(connect),
                state + ": " + KeyUtils.getKeyType(shown) + " " + KeyUtils.getFingerPrint(shown),
                verdict == Verdict.REVOKED,
                "ssh-keyscan " + port + host(connect));
        return false;
    }

    /** Returns no provider, since Orka cannot prompt for passphrases. */
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

    @Override
    public void close() {
        agents.close();
        super.close();
    }
}
