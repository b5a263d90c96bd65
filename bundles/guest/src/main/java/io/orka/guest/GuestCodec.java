package io.orka.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.entry.BindFailure;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.Request;
import io.orka.wire.BadData;
import io.orka.wire.DataReader;
import io.orka.wire.DataWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the bodies of calls, and encodes the bodies of the frames to the host. */
final class GuestCodec {

    private static final int LONGEST_STACK = 20_000;

    private GuestCodec() {}

    /** A call from the host. A probe has neither method nor arguments. */
    record Call(CancellableContext context, Request request) {}

    static Call call(byte[] body) throws BadData {
        Map<?, ?> call = body.length > 0 && DataReader.read(body) instanceof Map<?, ?> sent ? sent : Map.of();
        Instant deadline = call.get("timeoutMillis") instanceof Number millis
                ? Instant.now().plusMillis(millis.longValue())
                : null;
        Map<String, String> attributes = new HashMap<>();
        if (call.get("attributes") instanceof Map<?, ?> sent) {
            sent.forEach((name, value) -> attributes.put(String.valueOf(name), String.valueOf(value)));
        }
        Map<String, @Nullable Object> args = new HashMap<>();
        if (call.get("args") instanceof Map<?, ?> sent) {
            sent.forEach((name, value) -> args.put(String.valueOf(name), value));
        }
        return new Call(
                new CancellableContext(deadline, attributes),
                new Request(call.get("method") instanceof String method ? method : "", args));
    }

    /** Encodes the body of a READY frame in CBOR. The host then also uses CBOR. */
    static ByteBuffer ready(boolean hasProbe) throws BadData {
        return DataWriter.frame(Map.of("probe", hasProbe));
    }

    static ByteBuffer answer(boolean success, @Nullable String error, @Nullable Object data) throws BadData {
        Map<String, @Nullable Object> answer = new HashMap<>();
        answer.put("success", success);
        answer.put("data", data);
        if (error != null) {
            answer.put("error", error);
        }
        return DataWriter.frame(answer);
    }

    static ByteBuffer fault(String kind, String message, @Nullable String stack) {
        return strings(Map.of("kind", kind, "message", message, "stack", stack == null ? "" : shortened(stack)));
    }

    static ByteBuffer refusal(BindFailure failure) {
        Throwable cause = failure.getCause();
        return strings(Map.of(
                "kind",
                "start",
                "code",
                failure.code(),
                "message",
                failure.reason(),
                "remedy",
                failure.remedy(),
                "stack",
                cause == null ? "" : shortened(String.valueOf(cause.getMessage()))));
    }

    private static String shortened(String stack) {
        return stack.length() <= LONGEST_STACK ? stack : stack.substring(0, LONGEST_STACK) + "…";
    }

    /** Encodes a plugin's strings. An unpaired surrogate becomes a question mark. */
    private static ByteBuffer strings(Map<String, String> strings) {
        Map<String, String> clean = new HashMap<>();
        strings.forEach((name, text) -> clean.put(name, new String(text.getBytes(UTF_8), UTF_8)));
        try {
            return DataWriter.frame(clean);
        } catch (BadData e) {
            throw new IllegalStateException("strings could not be encoded", e);
        }
    }
}
