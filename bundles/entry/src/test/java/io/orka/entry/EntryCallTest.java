package io.orka.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.entry.Entrypoint.Kind;
import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each form of an entrypoint method can be called. */
class EntryCallTest {

    private static final CallContext CONTEXT = new CancellableContext(null, Map.of(CallContext.TENANT, "acme"));

    /** A plugin with one method of each form. */
    public static final class Forms implements OrkaCall {

        public void orkaCall(Request request, Response response) {
            response.set(Response.ok("filled " + request.method()));
        }

        public Response inContext(CallContext context, Request request) {
            return Response.ok(context.attributes().get(CallContext.TENANT) + " " + request.method());
        }

        public Response callMethod(Request request) {
            return Response.ok("returned " + request.method());
        }

        public static Response ofClass(Request request) {
            return Response.ok("static " + request.method());
        }

        public void fails(Request request, Response response) throws IOException {
            throw new IOException("disk");
        }

        public Response overflows(Request request) {
            return deeper(request);
        }

        private Response deeper(Request request) {
            return overflows(request);
        }

        @Override
        public Response call(CallContext context, Request request) {
            return Response.ok("service " + request.method());
        }
    }

    /** A class that is not public and therefore cannot be called. */
    static final class Hidden {

        public Response callMethod(Request request) {
            return Response.ok(null);
        }
    }

    private static OrkaCall bind(Kind kind, String method, @Nullable Object plugin)
            throws ReflectiveOperationException {
        Class<?> type = plugin == null ? Forms.class : plugin.getClass();
        return EntryCall.of(new Entrypoint(kind, type.getName(), method, plugin == null), type, plugin);
    }

    private static @Nullable Object answer(Kind kind, String method) throws Exception {
        return bind(kind, method, new Forms())
                .call(CONTEXT, new Request("Ping", Map.of()))
                .data();
    }

    @Test
    void eachFormIsCalledWithWhatItTakes() throws Exception {
        assertThat(answer(Kind.ORKA_CALL, "orkaCall")).isEqualTo("filled Ping");
        assertThat(answer(Kind.CALL_METHOD_RPC, "orkaCall")).isEqualTo("filled Ping");
        assertThat(answer(Kind.CALL_METHOD_WITH_CONTEXT, "inContext")).isEqualTo("acme Ping");
        assertThat(answer(Kind.CALL_METHOD, "callMethod")).isEqualTo("returned Ping");
        assertThat(answer(Kind.SERVICE, "call")).isEqualTo("service Ping");
    }

    @Test
    void aStaticMethodNeedsNoInstance() throws Exception {
        OrkaCall call = bind(Kind.CALL_METHOD, "ofClass", null);
        assertThat(call.call(CONTEXT, new Request("Ping", Map.of())).data()).isEqualTo("static Ping");
    }

    @Test
    void whatTheMethodThrowsIsThrownAsItIs() throws Exception {
        OrkaCall fails = bind(Kind.ORKA_CALL, "fails", new Forms());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fails.call(CONTEXT, new Request("Ping", Map.of())))
                .withMessage("disk")
                .withNoCause();
        OrkaCall overflows = bind(Kind.CALL_METHOD, "overflows", new Forms());
        assertThatThrownBy(() -> overflows.call(CONTEXT, new Request("Ping", Map.of())))
                .isExactlyInstanceOf(StackOverflowError.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ORKA_CALL", "CALL_METHOD_WITH_CONTEXT", "CALL_METHOD_RPC"})
    void aMethodOfAnotherFormIsNotBound(Kind kind) {
        assertThatExceptionOfType(NoSuchMethodException.class).isThrownBy(() -> bind(kind, "callMethod", new Forms()));
    }

    @Test
    void aMethodOfAClassThatIsNotPublicIsNotBound() {
        assertThatExceptionOfType(IllegalAccessException.class)
                .isThrownBy(() -> bind(Kind.CALL_METHOD, "callMethod", new Hidden()));
    }

    @Test
    void aProgramHasNoMethod() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> bind(Kind.PROGRAM, "main", new Forms()));
    }
}
