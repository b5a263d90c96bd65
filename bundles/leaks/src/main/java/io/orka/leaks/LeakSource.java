package io.orka.leaks;

import java.util.function.Consumer;

/** A part of the JVM where objects of a plugin can stay behind and keep its classes in memory. */
interface LeakSource {

    /**
     * Looks for what belongs to any of the owners. Changes nothing, and leaves alone what is another plugin's or the host's.
     *
     * @param owners whose objects to look for
     * @param found receives each leak
     * @throws Exception when this JDK does not let this source be searched
     */
    void search(Owners owners, Consumer<Leak> found) throws Exception;
}
