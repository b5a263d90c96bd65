package io.orka.shell;

import io.orka.plugins.Subscription;
import java.util.function.Consumer;

/** Lines that a host shows at its terminal without a command. */
@FunctionalInterface
public interface Announcements {

    /** The announcements of a host that shows no such lines. */
    Announcements NONE = told -> () -> {};

    /**
     * Sends the current lines, and then every new line.
     *
     * @param told a consumer that receives one line at a time, on any thread
     * @return the subscription
     */
    Subscription listen(Consumer<String> told);
}
