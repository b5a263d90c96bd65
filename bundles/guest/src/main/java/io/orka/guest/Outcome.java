package io.orka.guest;

import io.orka.entry.RecordedThrow;
import io.orka.wire.BadData;
import io.orka.wire.FrameKind;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call.
 *
 * @param kind the kind of the frame: answer or fault
 * @param body the frame without its header
 */
record Outcome(FrameKind kind, ByteBuffer body) {

    private static final int LONGEST_MESSAGE = 10_000;

    static Outcome answer(boolean success, @Nullable String error, @Nullable Object data) throws BadData {
        return new Outcome(FrameKind.ANSWER, GuestCodec.answer(success, error, data));
    }

    static Outcome nothing() {
        return fault("nothing", "", "");
    }

    static Outcome badData(String found) {
        return fault("data", found, "");
    }

    static Outcome badArguments(String found) {
        return fault("arguments", found, "");
    }

    static Outcome noRoom(long most) {
        return fault(
                "room",
                "the arguments of its running calls would take more than " + (most >> 20)
                        + " MiB, a quarter of its heap; send less data, retry later, or increase 'memory' in its registry entry",
                "");
    }

    static Outcome threw(Throwable thrown) {
        String name = thrown.getClass().getName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        String message = message(thrown);
        return fault(
                "error",
                message == null ? simple : simple + ": " + message,
                RecordedThrow.of(thrown).getMessage());
    }

    private static Outcome fault(String kind, String message, @Nullable String stack) {
        return new Outcome(FrameKind.FAULT, GuestCodec.fault(kind, message, stack));
    }

    private static @Nullable String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null || message.length() <= LONGEST_MESSAGE
                    ? message
                    : message.substring(0, LONGEST_MESSAGE) + "…";
        } catch (Throwable hostile) { // an exception may override this method
            return "(its message cannot be read: getMessage threw "
                    + hostile.getClass().getName() + ")";
        }
    }
}
