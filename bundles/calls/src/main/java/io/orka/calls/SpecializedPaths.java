package io.orka.calls;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates specialized paths for plugins that are called often.
 *
 * <p>On the generic path the JVM cannot inline the call of one of many plugins, and invokes it through a method handle.
 * This invocation is half of a call's cost. A specialized class costs three kilobytes and some tenths of a millisecond,
 * once. Only its single instance refers to the class, so the class is unloaded with the generation that uses it.
 */
final class SpecializedPaths {

    private static final Logger LOG = LoggerFactory.getLogger(SpecializedPaths.class);

    private SpecializedPaths() {}

    /**
     * Creates a path.
     *
     * @return the path; empty when the JVM cannot define the class, so that calls stay on the generic path
     */
    static Optional<CallPath> to(Target target) {
        Class<?> type = SpecializedPath.class;
        try (InputStream pattern = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            if (pattern == null) {
                throw new IOException("its class file is missing");
            }
            MethodHandles.Lookup hidden =
                    MethodHandles.lookup().defineHiddenClassWithClassData(pattern.readAllBytes(), target, true);
            return Optional.of(
                    (CallPath) hidden.lookupClass().getDeclaredConstructor().newInstance());
        } catch (Throwable e) { // a failed optimization must not make the call fail
            LOG.warn(
                    "{}: cannot create a specialized call path, so each call takes a few nanoseconds longer: {}",
                    target.key(),
                    e.toString());
            return Optional.empty();
        }
    }
}
