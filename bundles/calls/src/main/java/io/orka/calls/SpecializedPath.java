package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.lang.invoke.MethodHandles;

/**
 * A pattern, never used itself: {@link SpecializedPaths} makes hidden classes of its bytes, one for each plugin that is called
 * often. Its target is a constant there, so the JVM compiles all from here into the plugin's method as one piece.
 */
final class SpecializedPath extends CallPath {

    private static final Target TARGET = target();

    SpecializedPath() {}

    @Override
    Response answer(CallContext context, Request request) {
        return TARGET.answer(context, request);
    }

    private static Target target() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), "_", Target.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
