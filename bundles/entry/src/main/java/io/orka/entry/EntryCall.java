package io.orka.entry;

import static java.lang.invoke.MethodType.methodType;
import static java.util.Objects.requireNonNull;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Converts the four forms of an entrypoint method to an {@link OrkaCall}. */
final class EntryCall {

    private static final MethodType FILLS = methodType(void.class, Request.class, Response.class);
    private static final MethodType RETURNS = methodType(Response.class, Request.class);
    private static final MethodType RETURNS_IN_CONTEXT = methodType(Response.class, CallContext.class, Request.class);

    private EntryCall() {}

    /**
     * Binds the method of an entrypoint.
     *
     * @param plugin the instance, or {@code null} for a static method
     */
    static OrkaCall of(Entrypoint entrypoint, Class<?> type, @Nullable Object plugin)
            throws ReflectiveOperationException {
        return switch (entrypoint.kind()) {
            case SERVICE -> (OrkaCall) requireNonNull(plugin, "a service must have an instance");
            case ORKA_CALL, CALL_METHOD_RPC -> filling(find(entrypoint, type, plugin, FILLS));
            case CALL_METHOD -> returning(find(entrypoint, type, plugin, RETURNS));
            case PROGRAM -> throw new IllegalArgumentException("a program has no class");
            case CALL_METHOD_WITH_CONTEXT -> inContext(find(entrypoint, type, plugin, RETURNS_IN_CONTEXT));
        };
    }

    /**
     * Loads the classes in the signatures of the plugin's methods, as reflection does. The JVM inlines a method into
     * its callers only if the classes in the signature are loaded. A plugin that only passes its context to other code
     * never loads these classes itself.
     */
    static void resolveSignatures(Class<?> type) {
        try {
            Object unused = type.getMethods();
        } catch (LinkageError missing) {
            return; // a public method refers to a missing class, so calls take some nanoseconds longer
        }
    }

    private static MethodHandle find(
            Entrypoint entrypoint, Class<?> type, @Nullable Object plugin, MethodType signature)
            throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        return plugin == null
                ? lookup.findStatic(type, entrypoint.methodName(), signature)
                : lookup.findVirtual(type, entrypoint.methodName(), signature).bindTo(plugin);
    }

    private static OrkaCall filling(MethodHandle method) {
        return (context, request) -> {
            Response response = new Response();
            try {
                method.invokeExact(request, response);
            } catch (Throwable thrown) {
                throw asIs(thrown);
            }
            return response;
        };
    }

    private static OrkaCall returning(MethodHandle method) {
        return (context, request) -> {
            try {
                return (Response) method.invokeExact(request);
            } catch (Throwable thrown) {
                throw asIs(thrown);
            }
        };
    }

    private static OrkaCall inContext(MethodHandle method) {
        return (context, request) -> {
            try {
                return (Response) method.invokeExact(context, request);
            } catch (Throwable thrown) {
                throw asIs(thrown);
            }
        };
    }

    /**
     * Rethrows any exception unchanged: a method handle declares Throwable, but {@link OrkaCall} only declares
     * Exception.
     */
    @SuppressWarnings("unchecked") // the type is erased, so the cast does nothing
    private static <T extends Throwable> RuntimeException asIs(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
