package io.orka.process;

import io.orka.calls.CallCodes;
import io.orka.calls.FailedCall;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import io.orka.wire.BadData;
import io.orka.wire.Frame;
import io.orka.wire.FrameKind;
import io.orka.wire.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes calls and decodes their answers. */
final class CallCodec {

    /**
     * The additional memory to decode a body, as a multiple of its length. A long string in JSON exists three times, in
     * wide characters.
     */
    private static final int JSON_TIMES = 5;

    private static final int BINARY_TIMES = 2;

    private CallCodec() {}

    /** Encodes a call as a frame without the header. */
    static ByteBuffer write(CallContext context, Request request, boolean binary) throws FailedCall {
        Map<String, @Nullable Object> call = new LinkedHashMap<>();
        call.put("method", request.method());
        call.put("args", request.args());
        Instant deadline = context.deadline().orElse(null);
        if (deadline != null) {
            call.put("timeoutMillis", millisUntil(deadline));
        }
        if (!context.attributes().isEmpty()) {
            call.put("attributes", context.attributes());
        }
        try {
            return FrameBody.write(call, binary);
        } catch (IOException e) {
            throw new FailedCall(
                    CallCodes.BAD_ARGUMENTS,
                    "got arguments that cannot be sent to its process: " + e.getMessage(),
                    null);
        }
    }

    /** Returns the time until a deadline, rounded up, so that the plugin's timeout is not before the caller's. */
    private static long millisUntil(Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        return left.isNegative() ? 0 : left.plusNanos(999_999).toMillis();
    }

    /** Decodes the response in an answer. */
    static Response read(Frame frame, LargeCalls large) throws FailedCall {
        if (frame.isDropped()) {
            throw large.rejected();
        }
        Map<?, ?> body;
        int length = frame.body().length;
        try (Workspace.Use use = large.workspace().use(length, FrameBody.isBinary(frame) ? BINARY_TIMES : JSON_TIMES)) {
            body = object(frame);
        }
        if (frame.kind() == FrameKind.FAULT) {
            throw fault(body);
        }
        Response response = new Response();
        response.setSuccess(Boolean.TRUE.equals(body.get("success")));
        response.setError(body.get("error") instanceof String error ? error : null);
        response.setData(body.get("data"));
        return response;
    }

    private static FailedCall fault(Map<?, ?> body) {
        String message = String.valueOf(body.get("message"));
        Object stack = body.get("stack");
        RemoteStack cause = stack instanceof String text && !text.isEmpty() ? new RemoteStack(text) : null;
        return switch (String.valueOf(body.get("kind"))) {
            case "data" -> new FailedCall(CallCodes.BAD_DATA, "returned " + message, cause);
            case "arguments" ->
                new FailedCall(
                        CallCodes.BAD_ARGUMENTS, "got arguments that its process cannot decode: " + message, cause);
            case "room" -> new FailedCall(CallCodes.NO_ROOM, "lacks memory in its process: " + message, cause);
            case "nothing" -> new FailedCall(CallCodes.NO_RESPONSE, "returned null instead of a Response", cause);
            case "panic" -> new FailedCall(CallCodes.PLUGIN_THREW, "panic: " + message, cause);
            default -> new FailedCall(CallCodes.PLUGIN_THREW, message, cause);
        };
    }

    private static Map<?, ?> object(Frame frame) throws FailedCall {
        try {
            return FrameBody.read(frame);
        } catch (BadData e) {
            throw new FailedCall(CallCodes.BAD_DATA, "its process returned " + e.getMessage(), null);
        }
    }
}
