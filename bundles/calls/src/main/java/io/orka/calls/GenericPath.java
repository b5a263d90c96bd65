package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.function.Consumer;

/** The path of all plugins that are not called often: it costs nothing to have, and each call must find its plugin. */
final class GenericPath extends CallPath {

    /**
     * After some thousand calls the JVM compiles for good what has been going on. By then it should have seen plugins' own
     * paths, or it compiles this one into the handle, where it is in the way of all others.
     */
    static final int OFTEN = 1_000;

    private final Target target;
    private final Consumer<CallPath> often;

    /** Calls that were answered. About: threads may overwrite each other's, but one of them reaches each number. */
    private int calls;

    /**
     * Begins to count.
     *
     * @param often takes the better path once there is one
     */
    GenericPath(Target target, Consumer<CallPath> often) {
        this.target = target;
        this.often = often;
    }

    @Override
    Response answer(CallContext context, Request request) {
        Response answer = target.answer(context, request);
        if (++calls == OFTEN) {
            SpecializedPaths.to(target.straight()).ifPresent(often);
        }
        return answer;
    }
}
