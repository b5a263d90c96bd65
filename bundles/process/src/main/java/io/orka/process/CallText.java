package io.orka.process;

import io.orka.calls.CallCodes;
import io.orka.calls.FailedCall;
import io.orka.registry.JsonBytes;
import io.orka.registry.RegistryFailure;
import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls and their answers as the bodies of frames. */
final class CallText {

    private static final int USUAL_LENGTH = 256;
    private static final byte[] ROOM_FOR_HEAD = new byte[Frame.HEAD];

    private CallText() {}

    /** The frame of a call; its head is still to be filled in. */
    static ByteBuffer write(CallContext context, Request request) throws FailedCall {
        Map<String, @Nullable Object> call = new LinkedHashMap<>();
        call.put("method", request.method());
        call.put("args", request.args());
        Instant deadline = context.deadline().orElse(null);
        if (deadline != null) {
            call.put(
                    "timeoutMillis",
                    Math.max(0, Duration.between(Instant.now(), deadline).toMillis()));
        }
        if (!context.attributes().isEmpty()) {
            call.put("attributes", context.attributes());
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream(USUAL_LENGTH);
        frame.writeBytes(ROOM_FOR_HEAD);
        try {
            JsonBytes.write(call, frame);
        } catch (RegistryFailure e) {
            throw new FailedCall(CallCodes.BAD_ARGUMENTS, "got arguments that JSON cannot carry: " + e.reason(), null);
        }
        if (frame.size() - Frame.HEAD > Frame.LONGEST_BODY) {
            throw new FailedCall(
                    CallCodes.BAD_ARGUMENTS,
                    "got arguments of " + frame.size() + " bytes of JSON; a process takes " + Frame.LONGEST_BODY,
                    null);
        }
        return ByteBuffer.wrap(frame.toByteArray());
    }

    /** The response in a frame that answers a call. */
    static Response read(Frame frame) throws FailedCall {
        Map<?, ?> body = object(frame);
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
            case "panic" -> new FailedCall(CallCodes.PLUGIN_THREW, "panic: " + message, cause);
            default -> new FailedCall(CallCodes.PLUGIN_THREW, message, cause);
        };
    }

    private static Map<?, ?> object(Frame frame) throws FailedCall {
        try {
            if (JsonBytes.read(frame.body()) instanceof Map<?, ?> body) {
                return body;
            }
        } catch (RegistryFailure e) {
            throw new FailedCall(CallCodes.BAD_DATA, "its process answered with what is not JSON: " + e.reason(), null);
        }
        throw new FailedCall(CallCodes.BAD_DATA, "its process answered with JSON that is no object", null);
    }
}
