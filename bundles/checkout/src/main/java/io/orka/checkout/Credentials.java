package io.orka.checkout;

import java.nio.file.Path;
import java.util.Optional;

/** The credentials for servers. Safe for use by multiple threads. */
@FunctionalInterface
public interface Credentials {

    /**
     * Returns the credentials for a server.
     *
     * @param host the server's exact host name, in lowercase
     * @return the login, or empty when there are no credentials for the server
     * @throws CheckoutFailure {@code ORKA-GIT-13} if the secret of the login cannot be read
     */
    Optional<Login> forHost(String host);

    /**
     * Returns credentials without any login.
     *
     * @return the instance
     */
    static Credentials none() {
        return host -> Optional.empty();
    }

    /**
     * Reads references to tokens from a properties file. For hosts that are not in the properties file, {@code .netrc}
     * is used.
     *
     * <p>The file has lines {@code <host>.token=env:VARIABLE} or {@code <host>.token=file:/absolute/path}, and
     * optionally {@code <host>.user=name}. The file contains only references to secrets. A secret is read again for
     * every use.
     *
     * @param file the properties file, which need not exist
     * @param home the directory of {@code .netrc}
     * @return the credentials of both files
     * @throws CheckoutFailure {@code ORKA-GIT-13} if the properties file cannot be read or is invalid
     */
    static Credentials load(Path file, Path home) {
        TokenFile tokens = TokenFile.read(file, System::getenv);
        NetrcFile netrc = new NetrcFile(home.resolve(".netrc"));
        return host -> tokens.forHost(host).or(() -> netrc.forHost(host));
    }
}
