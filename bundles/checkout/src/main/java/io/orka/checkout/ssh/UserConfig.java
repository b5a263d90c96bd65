package io.orka.checkout.ssh;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.SshConstants;
import org.jspecify.annotations.Nullable;

/**
 * The SSH configuration of the user and of this machine, as the ssh program reads it. This class selects the lines that
 * apply to a host, and JGit's parser then parses these lines and their tokens.
 */
final class UserConfig implements SshConfigStore {

    private static final Path MACHINE = Path.of("/etc/ssh");
    private static final List<String> KEYS =
            List.of("id_rsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk");

    private final Path home;
    private final Path file;
    private final String localUser;
    private final Function<File, SshConfigStore> parser;
    private final PassedOver passedOver;
    private final Identities keys;
    private final Map<String, String> aliases = new ConcurrentHashMap<>();

    /**
     * Creates an instance without reading files.
     *
     * @param home the user's home directory
     * @param file the user's configuration, which need not exist
     * @param localUser the user that runs this process
     * @param parser parses a file in which all lines apply
     * @param passedOver receives unsupported settings
     * @param keys receives the key files that are candidates for certificates
     */
    UserConfig(
            Path home,
            Path file,
            String localUser,
            Function<File, SshConfigStore> parser,
            PassedOver passedOver,
            Identities keys) {
        this.home = home;
        this.file = file;
        this.localUser = localUser;
        this.parser = parser;
        this.passedOver = passedOver;
        this.keys = keys;
    }

    @Override
    public HostConfig lookup(String hostName, int port, @Nullable String userName) {
        return resolve(hostName, port, userName, config -> config.lookup(hostName, port, userName));
    }

    @Override
    public HostConfig lookupDefault(String hostName, int port, @Nullable String userName) {
        return resolve(hostName, port, userName, config -> config.lookupDefault(hostName, port, userName));
    }

    /** Returns the host's name in the files of known hosts, if the configuration sets an alias. */
    String knownAs(String address) {
        return aliases.getOrDefault(address, address);
    }

    private HostConfig resolve(
            String hostName, int port, @Nullable String userName, Function<SshConfigStore, HostConfig> lookup) {
        MatchLine match = new MatchLine(hostName, userName == null ? "" : userName, localUser);
        ConfigPass pass = new ConfigPass(home, match, passedOver);
        pass.read(file, file.resolveSibling(""));
        pass.read(MACHINE.resolve("ssh_config"), MACHINE);
        if (passedOver.refused().isPresent()) {
            throw new UncheckedIOException(new IOException(passedOver.refused().orElseThrow()));
        }
        ResolvedHost host = new ResolvedHost(parsed(pass.lines(), lookup));
        host.put(SshConstants.PREFERRED_AUTHENTICATIONS, "publickey");
        host.put(SshConstants.IDENTITY_FILE, identities(host));
        String alias = host.getValue("HostKeyAlias");
        if (alias != null) {
            String target = host.getValue(SshConstants.HOST_NAME);
            String wanted = port > 0 ? String.valueOf(port) : host.getValue(SshConstants.PORT);
            aliases.put(KnownHosts.name(target == null ? hostName : target, wanted), alias);
        }
        return host;
    }

    private HostConfig parsed(List<String> lines, Function<SshConfigStore, HostConfig> lookup) {
        try {
            Path counting = Files.createTempFile("orka-ssh-config", "");
            try {
                Files.write(counting, lines);
                return lookup.apply(parser.apply(counting.toFile()));
            } finally {
                Files.delete(counting);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the keys to try, like ssh: the configured keys, otherwise the default keys, with certificates first. */
    private List<String> identities(ResolvedHost host) {
        List<String> configured = host.getValues(SshConstants.IDENTITY_FILE).stream()
                .filter(name -> !name.equalsIgnoreCase("none"))
                .toList();
        configured.stream()
                .filter(name -> !Files.exists(Path.of(name)))
                .forEach(name -> passedOver.add(name + " does not exist"));
        List<String> wanted = configured;
        if (host.getValues(SshConstants.IDENTITY_FILE).isEmpty()) {
            wanted = KEYS.stream()
                    .map(name -> file.resolveSibling(name).toString())
                    .filter(name -> Files.exists(Path.of(name)))
                    .toList();
        }
        List<String> all = new ArrayList<>(host.getValues(SshConstants.CERTIFICATE_FILE));
        for (String key : wanted) {
            Stream.of(key + "-cert.pub", key)
                    .filter(name -> Files.exists(Path.of(name)))
                    .forEach(all::add);
        }
        keys.mayBeFor(wanted.stream().map(Path::of).toList());
        return all;
    }
}
