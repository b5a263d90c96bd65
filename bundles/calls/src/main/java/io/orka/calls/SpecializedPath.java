package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.lang.invoke.MethodHandles;

/**
 * A template whose bytes {@link SpecializedPaths} defines as hidden classes, one for each plugin that is called often.
 * In a hidden class the target is a constant, so the JVM can inline all code from this class to the plugin's method.
 * The template itself is not used.
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
