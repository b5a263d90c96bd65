package io.orka.checkout;

import java.nio.file.Path;
import java.util.Optional;

/** Knows what to log in with at a host. Safe for use by many threads. */
@FunctionalInterface
public interface Credentials {

    /**
     * What this host wants to know.
     *
     * @param host a host's exact name, in lower case
     * @return the login, or empty when there is none for that host
     * @throws CheckoutFailure {@code ORKA-GIT-13} if there is one, but the secret it refers to cannot be had
     */
    Optional<Login> forHost(String host);

    /**
     * Nothing for anybody.
     *
     * @return credentials without any login
     */
    static Credentials none() {
        return host -> Optional.empty();
    }

    /**
     * Reads references to tokens from a properties file; what is not there is looked up in {@code .netrc}.
     *
     * <p>The file says {@code <host>.token=env:VARIABLE} or {@code <host>.token=file:/absolute/path}, and optionally
     * {@code <host>.user=name}. It never holds a secret itself. The secret is read anew for every use.
     *
     * @param file the properties file; may be absent
     * @param home the directory in which {@code .netrc} may be
     * @return the credentials of both
     * @throws CheckoutFailure {@code ORKA-GIT-13} if the file cannot be read or says something else
     */
    static Credentials load(Path file, Path home) {
        TokenFile tokens = TokenFile.read(file, System::getenv);
        NetrcFile netrc = new NetrcFile(home.resolve(".netrc"));
        return host -> tokens.forHost(host).or(() -> netrc.forHost(host));
    }
}
