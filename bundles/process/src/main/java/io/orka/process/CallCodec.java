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

/** Calls and their answers as the bodies of frames. */
final class CallCodec {

    /** How much memory it takes to read a body, beside itself: a long text in JSON is there three times, in wide characters. */
    private static final int JSON_TIMES = 5;

    private static final int BINARY_TIMES = 2;

    private CallCodec() {}

    /** The frame of a call; its head is still to be filled in. */
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
                    CallCodes.BAD_ARGUMENTS, "got arguments that its process cannot get: " + e.getMessage(), null);
        }
    }

    /** Up to the next whole one: a plugin that keeps its deadline must not be earlier than its caller. */
    private static long millisUntil(Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        return left.isNegative() ? 0 : left.plusNanos(999_999).toMillis();
    }

    /** The response in a frame that answers a call. */
    static Response read(Frame frame, LargeCalls large) throws FailedCall {
        if (frame.isDropped()) {
            throw large.turnedAway();
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
                        CallCodes.BAD_ARGUMENTS, "got arguments that its process cannot take: " + message, cause);
            case "room" -> new FailedCall(CallCodes.NO_ROOM, "was rejected by its process: " + message, cause);
            case "nothing" -> new FailedCall(CallCodes.NO_RESPONSE, "returned null instead of a Response", cause);
            case "panic" -> new FailedCall(CallCodes.PLUGIN_THREW, "panic: " + message, cause);
            default -> new FailedCall(CallCodes.PLUGIN_THREW, message, cause);
        };
    }

    private static Map<?, ?> object(Frame frame) throws FailedCall {
        try {
            return FrameBody.read(frame);
        } catch (BadData e) {
            throw new FailedCall(CallCodes.BAD_DATA, "its process answered with " + e.getMessage(), null);
        }
    }
}
