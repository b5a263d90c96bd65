package io.orka.process;

import io.orka.calls.CallCodes;
import io.orka.calls.FailedCall;
import io.orka.wire.Room;
import io.orka.wire.Workspace;

/**
 * Limits the heap that large calls of all processes use together. Received bodies can take a quarter of the heap;
 * further bodies are rejected. Decoding and encoding can take another quarter; further threads wait.
 *
 * @param room the budget for received bodies
 * @param workspace the memory for decoding and encoding bodies
 */
record LargeCalls(Room room, Workspace workspace) {

    private static final int MEGABYTE = 20;

    static LargeCalls ofHeap() {
        return new LargeCalls(Room.ofHeap(), Workspace.ofHeap());
    }

    /** Returns the failure for a dropped answer. */
    FailedCall rejected() {
        return new FailedCall(
                CallCodes.NO_ROOM,
                "its answer was dropped: the answers of all running calls to processes would take more than "
                        + (room.most() >> MEGABYTE)
                        + " MiB, a quarter of the host's heap; request less data, retry later, or increase the host's"
                        + " heap (-Xmx)",
                null);
    }
}
