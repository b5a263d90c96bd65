package io.orka.checkout;

import org.jspecify.annotations.Nullable;

/** The loopback names of this machine. */
final class Loopback {

    private Loopback() {}

    /** Checks the text only: a name server must not decide where a password goes. */
    static boolean isName(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.equals("[::1]")
                        || host.equals("::1")
                        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    }
}
