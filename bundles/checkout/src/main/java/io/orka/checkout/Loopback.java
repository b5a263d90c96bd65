package io.orka.checkout;

import org.jspecify.annotations.Nullable;

/** The loopback names of this machine. */
final class Loopback {

    private Loopback() {}

    /** Checks the text only, since a name server must not control the destination of a password. */
    static boolean isName(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.equals("[::1]")
                        || host.equals("::1")
                        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    }
}
