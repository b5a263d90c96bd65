package io.orka.guest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.entry.BindFailure;
import io.orka.entry.Entrypoint;
import io.orka.entry.PluginInstance;
import io.orka.sdk.CallContext;
import io.orka.sdk.CancellableContext;
import io.orka.wire.BadData;
import io.orka.wire.DataReader;
import io.orka.wire.DataWriter;
import io.orka.wire.Frame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls are decoded, and the host can decode the messages that the guest encodes. */
class GuestCodecTest {

    private static byte[] body(ByteBuffer frame) {
        byte[] body = new byte[frame.limit() - Frame.HEAD];
        frame.get(Frame.HEAD, body);
        return body;
    }

    private static @Nullable Object decoded(ByteBuffer frame) throws BadData {
        return DataReader.read(body(frame));
    }

    private static GuestCodec.Call call(Map<String, ?> sent) throws BadData {
        return GuestCodec.call(body(DataWriter.frame(sent)));
    }

    @Test
    void aCallHasItsMethodArgumentsAttributesAndDeadline() throws BadData {
        Map<String, @Nullable Object> args = new HashMap<>(Map.of("name", "Ada", "bytes", 7L));
        args.put("none", null);
        Instant before = Instant.now();
        GuestCodec.Call call = call(Map.of(
                "method",
                "Ping",
                "args",
                args,
                "attributes",
                Map.of(CallContext.TENANT, "acme"),
                "timeoutMillis",
                60_000));
        assertThat(call.request().method()).isEqualTo("Ping");
        assertThat(call.request().args()).isEqualTo(args);
        CancellableContext context = call.context();
        assertThat(context.attributes()).isEqualTo(Map.of(CallContext.TENANT, "acme"));
        assertThat(context.deadline().orElseThrow())
                .isBetween(before.plusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void aProbeHasNoBody() throws BadData {
        GuestCodec.Call probe = GuestCodec.call(new byte[0]);
        assertThat(probe.request().method()).isEmpty();
        assertThat(probe.request().args()).isEmpty();
        assertThat(probe.context().deadline()).isEmpty();
        assertThat(probe.context().attributes()).isEmpty();
    }

    @Test
    void aBodyThatIsNoDataIsAnError() {
        assertThatExceptionOfType(BadData.class).isThrownBy(() -> GuestCodec.call(new byte[] {(byte) 0xff}));
    }

    @Test
    void anAnswerHasDataAndAnErrorOnlyWhereThereIsOne() throws BadData {
        Map<String, @Nullable Object> nothing = new HashMap<>(Map.of("success", true));
        nothing.put("data", null);
        assertThat(decoded(GuestCodec.answer(true, null, null))).isEqualTo(nothing);
        assertThat(decoded(GuestCodec.answer(false, "chat not found", 1L)))
                .isEqualTo(Map.of("success", false, "error", "chat not found", "data", 1L));
    }

    @Test
    void readinessIsCborAndTellsOfAProbe() throws BadData {
        assertThat(decoded(GuestCodec.ready(true))).isEqualTo(Map.of("probe", true));
        assertThat(body(GuestCodec.ready(true))[0]).isNegative(); // a JSON text would begin with a brace
    }

    @Test
    void aLongStackIsShortenedAndHalfACharacterIsReplaced() throws BadData {
        Map<?, ?> fault = (Map<?, ?>) decoded(GuestCodec.fault("error", "no \ud83d", "x".repeat(30_000)));
        assertThat(fault).isEqualTo(Map.of("kind", "error", "message", "no ?", "stack", "x".repeat(20_000) + "…"));
        assertThat(decoded(GuestCodec.fault("nothing", "", null)))
                .isEqualTo(Map.of("kind", "nothing", "message", "", "stack", ""));
    }

    @Test
    void aRefusalSaysWhatIsWrongAndWhatToDo() throws BadData {
        BindFailure failure = catchThrowableOfType(
                BindFailure.class,
                () -> PluginInstance.construct(
                        new Entrypoint(Entrypoint.Kind.SERVICE, "acme.Missing", "call", false),
                        getClass().getClassLoader(),
                        Path.of(".")));
        Map<?, ?> refusal = (Map<?, ?>) requireNonNull(decoded(GuestCodec.refusal(failure)));
        assertThat(refusal.get("kind")).isEqualTo("start");
        assertThat(refusal.get("code")).isEqualTo("ORKA-DEPLOY-04");
        assertThat(refusal.get("message")).isEqualTo("the class acme.Missing is missing");
        assertThat(refusal.get("remedy")).isEqualTo(failure.remedy());
        assertThat(String.valueOf(refusal.get("stack"))).startsWith("java.lang.ClassNotFoundException: acme.Missing");
    }
}
