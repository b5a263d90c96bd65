package io.orka.shell;

import io.orka.plugins.Subscription;
import java.util.function.Consumer;

/** What a host has to say by itself to who is at its terminal. */
@FunctionalInterface
public interface Announcements {

    /** Of a host that says nothing by itself. */
    Announcements NONE = told -> () -> {};

    /**
     * Tells all that is to be said now, and from then on what is new.
     *
     * @param told takes one line each, on any thread
     * @return what ends it
     */
    Subscription listen(Consumer<String> told);
}
