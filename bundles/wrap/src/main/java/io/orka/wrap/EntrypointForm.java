package io.orka.wrap;

import io.orka.entry.Entrypoint;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * One of the signatures of an entrypoint method.
 *
 * @param kind the form
 * @param name the method's name; the case of the first letter is ignored
 * @param descriptor the parameters and the result, in the form of class files
 */
record EntrypointForm(Entrypoint.Kind kind, String name, String descriptor) {

    /** All forms, in order of preference. */
    static final List<EntrypointForm> ALL = List.of(
            of(Entrypoint.Kind.ORKA_CALL, "orkaCall", void.class, Request.class, Response.class),
            of(
                    Entrypoint.Kind.CALL_METHOD_WITH_CONTEXT,
                    "callMethod",
                    Response.class,
                    CallContext.class,
                    Request.class),
            of(Entrypoint.Kind.CALL_METHOD, "callMethod", Response.class, Request.class),
            of(Entrypoint.Kind.CALL_METHOD_RPC, "callMethod", void.class, Request.class, Response.class));

    private static EntrypointForm of(Entrypoint.Kind kind, String name, Class<?> result, Class<?>... parameters) {
        Type[] types = List.of(parameters).stream().map(Type::getType).toArray(Type[]::new);
        return new EntrypointForm(kind, name, Type.getMethodDescriptor(Type.getType(result), types));
    }

    boolean matches(PluginMethod method) {
        return isName(method.name()) && method.descriptor().equals(descriptor);
    }

    boolean isName(String methodName) {
        return methodName.length() == name.length()
                && methodName.substring(1).equals(name.substring(1))
                && methodName.substring(0, 1).equalsIgnoreCase(name.substring(0, 1));
    }
}
