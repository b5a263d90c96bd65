package io.orka.leaks;

import java.util.function.Consumer;

/** A part of the JVM in which objects of a plugin can remain and keep the plugin's classes in memory. */
interface LeakSource {

    /**
     * Finds the objects of the owners. Changes nothing, and ignores objects of other plugins and of the host.
     *
     * @param owners the owners of the objects to find
     * @param found receives each leak
     * @throws Exception when this JDK does not allow the search
     */
    void search(Owners owners, Consumer<Leak> found) throws Exception;
}
