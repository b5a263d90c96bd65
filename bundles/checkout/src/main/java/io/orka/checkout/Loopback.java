package io.orka.checkout;

import org.jspecify.annotations.Nullable;

/** The names under which this machine reaches itself. */
final class Loopback {

    private Loopback() {}

    /** Told from the text alone: a name server must not decide where a password goes. */
    static boolean isName(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.equals("[::1]")
                        || host.equals("::1")
                        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    }
}
