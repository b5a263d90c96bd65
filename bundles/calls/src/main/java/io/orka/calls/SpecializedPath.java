package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.lang.invoke.MethodHandles;

/**
 * A template that is not used itself: {@link SpecializedPaths} defines hidden classes from its bytes, one for each plugin that
 * is called often. There the target is a constant, so the JVM can inline everything from here to the plugin's method.
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
