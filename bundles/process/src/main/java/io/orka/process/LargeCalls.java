package io.orka.process;

import io.orka.calls.CallCodes;
import io.orka.calls.FailedCall;
import io.orka.wire.Room;
import io.orka.wire.Workspace;

/**
 * What keeps large calls of all processes together from taking the host's heap: bodies that are being received have a
 * quarter of it, and what finds no room there is rejected; for reading and writing there is another quarter, and who
 * finds no room there waits.
 *
 * @param room for the bodies of frames that are received
 * @param workspace for reading and writing them
 */
record LargeCalls(Room room, Workspace workspace) {

    private static final int MEGABYTE = 20;

    static LargeCalls ofHeap() {
        return new LargeCalls(Room.ofHeap(), Workspace.ofHeap());
    }

    /** An answer that was dropped. */
    FailedCall turnedAway() {
        return new FailedCall(
                CallCodes.NO_ROOM,
                "its answer was dropped: all answers that processes send at this moment would take more than "
                        + (room.most() >> MEGABYTE)
                        + " MB, a quarter of the host's heap; ask for less at once, try again later, or give the host"
                        + " more heap",
                null);
    }
}
