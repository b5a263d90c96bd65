package io.orka.calls;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives plugins that are called often a path of their own.
 *
 * <p>On the shared path a call that ends in one of many plugins cannot be compiled into any of them, and looks its way up
 * through a method handle: that is half of its cost. A class of its own costs three kilobytes and some tenths of a
 * millisecond, once. Nothing holds it but its one instance, so it is unloaded with the generation that has it.
 */
final class SpecializedPaths {

    private static final Logger LOG = LoggerFactory.getLogger(SpecializedPaths.class);

    private SpecializedPaths() {}

    /**
     * Makes a path.
     *
     * @return empty where the JVM cannot make the class; calls then go on as they are
     */
    static Optional<CallPath> to(Target target) {
        try (InputStream pattern =
                SpecializedPath.class.getResourceAsStream(SpecializedPath.class.getSimpleName() + ".class")) {
            if (pattern == null) {
                throw new IOException("its pattern is not there");
            }
            MethodHandles.Lookup hidden =
                    MethodHandles.lookup().defineHiddenClassWithClassData(pattern.readAllBytes(), target, true);
            return Optional.of(
                    (CallPath) hidden.lookupClass().getDeclaredConstructor().newInstance());
        } catch (Throwable e) { // a call must not fail for want of what only makes it quicker
            LOG.warn(
                    "{}: no path of its own, so each call goes on taking some nanoseconds more: {}",
                    target.key(),
                    e.toString());
            return Optional.empty();
        }
    }
}
