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
 * Ssh sessions of one job that never ask: known hosts only, whatever the user's configuration says, and keys only. They
 * use the keys, known hosts, configuration and agent of a user as the ssh program does, but start no program.
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
     * Sessions of a user.
     *
     * @param home the user's home
     * @param agent the socket of the user's agent, as in {@code SSH_AUTH_SOCK}, or {@code null}
     * @return the sessions; nothing is read or connected yet
     */
    public static SshSessions of(Path home, @Nullable String agent) {
        return new SshSessions(home, agent, new PassedOver());
    }

    /**
     * A key of a host that was not accepted.
     *
     * @param host which host, as it was connected to
     * @param found why, and which key
     * @param revoked whether a line says that it must not be used
     * @param scan the command that shows the host's keys
     */
    public record RefusedKey(String host, String found, boolean revoked, String scan) {}

    /**
     * The key that was refused.
     *
     * @return the last one, or empty
     */
    public Optional<RefusedKey> refusedKey() {
        return Optional.ofNullable(refusedKey);
    }

    /**
     * Keys that were not tried, and settings that did not count.
     *
     * @return each in a few words, such as {@code ~/.ssh/id_rsa has a passphrase}
     */
    public List<String> passedOver() {
        return passedOver.notes();
    }

    /**
     * A setting without which the host cannot be reached as its user wants it, and that is not supported.
     *
     * @return the setting and its place, or empty
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

    /** None: {@link UserConfig} names all keys that are to be tried. */
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

    /** The names to look for: an alias, or the address, and if that is not known the host without its port. */
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
                : verdict == Verdict.OTHER ? "is not the known one" : "is not known";
        PublicKey shown = key instanceof OpenSshCertificate certificate ? certificate.getCertPubKey() : key;
        String port = connect.startsWith("[") ? "-p " + connect.replaceFirst(".*:", "") + " " : "";
        refusedKey = new RefusedKey(
                host(connect),
                state + ": " + KeyUtils.getKeyType(shown) + " " + KeyUtils.getFingerPrint(shown),
                verdict == Verdict.REVOKED,
                "ssh-keyscan " + port + host(connect));
        return false;
    }

    /** There is nobody to ask. */
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
