package io.orka.checkout;

import java.nio.file.Path;
import java.util.Optional;

/** The credentials for hosts. Safe for use by multiple threads. */
@FunctionalInterface
public interface Credentials {

    /**
     * The credentials for a host.
     *
     * @param host a host's exact name, in lower case
     * @return the login, or empty when there is none for that host
     * @throws CheckoutFailure {@code ORKA-GIT-13} if there is one, but its secret cannot be read
     */
    Optional<Login> forHost(String host);

    /**
     * No credentials.
     *
     * @return an instance without any login
     */
    static Credentials none() {
        return host -> Optional.empty();
    }

    /**
     * Reads references to tokens from a properties file; hosts that are not in it are looked up in {@code .netrc}.
     *
     * <p>The file has lines {@code <host>.token=env:VARIABLE} or {@code <host>.token=file:/absolute/path}, and
     * optionally {@code <host>.user=name}. It never contains a secret itself. The secret is read again for every use.
     *
     * @param file the properties file, which need not exist
     * @param home the directory of {@code .netrc}
     * @return the credentials of both
     * @throws CheckoutFailure {@code ORKA-GIT-13} if the file cannot be read or is invalid
     */
    static Credentials load(Path file, Path home) {
        TokenFile tokens = TokenFile.read(file, System::getenv);
        NetrcFile netrc = new NetrcFile(home.resolve(".netrc"));
        return host -> tokens.forHost(host).or(() -> netrc.forHost(host));
    }
}
