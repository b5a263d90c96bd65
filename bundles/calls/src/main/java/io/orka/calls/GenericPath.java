package io.orka.calls;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.function.Consumer;

/**
 * The call path of plugins that are not called often. The path is cheap to create, but each call looks up its plugin.
 */
final class GenericPath extends CallPath {

    /**
     * After some thousand calls the JVM's optimizing compiler compiles the handle. Specialized paths must have run
     * before this compilation; otherwise the compiler inlines this path into the handle, which slows down all other
     * paths.
     */
    static final int OFTEN = 1_000;

    private final Target target;
    private final Consumer<CallPath> often;

    /** The approximate number of calls: threads may overwrite each other's increments, but each value is reached. */
    private int calls;

    /**
     * Creates a path without calls.
     *
     * @param often receives the specialized path when it is created
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
