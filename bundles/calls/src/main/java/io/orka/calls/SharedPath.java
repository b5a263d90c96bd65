package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.function.Consumer;

/** The path of all plugins that are not called often: it costs nothing to have, and each call must find its plugin. */
final class SharedPath extends CallPath {

    /** As many calls as make the JVM think of its best compiler, too. */
    static final int OFTEN = 10_000;

    private final Target target;
    private final Consumer<CallPath> often;
    private int calls; // about: threads may overwrite each other's, but not without one of them reaching each number

    /**
     * Begins to count.
     *
     * @param often takes the better path once there is one
     */
    SharedPath(Target target, Consumer<CallPath> often) {
        this.target = target;
        this.often = often;
    }

    @Override
    Response answer(CallContext context, Request request) {
        if (++calls == OFTEN) {
            OwnPaths.to(target).ifPresent(often);
        }
        return target.answer(context, request);
    }
}
