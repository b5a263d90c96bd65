package io.orka.leaks;

import java.util.function.Consumer;

/** A part of the JVM where objects of a plugin can remain and keep its classes in memory. */
interface LeakSource {

    /**
     * Finds the objects of any of the owners. Changes nothing, and ignores objects of other plugins and of the host.
     *
     * @param owners whose objects to look for
     * @param found receives each leak
     * @throws Exception when this JDK does not allow the search
     */
    void search(Owners owners, Consumer<Leak> found) throws Exception;
}
