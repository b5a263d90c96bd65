package io.orka.deploy;

import java.util.List;
import java.util.Optional;

/** Finds the code that called the framework on this thread. */
final class Culprit {

    private static final List<String> NOBODY = List.of(
            "java.",
            "jdk.",
            "org.osgi.framework.",
            "org.apache.felix.framework.",
            ExternalStops.class.getName(),
            Installation.class.getName(),
            Culprit.class.getName());

    private Culprit() {}

    /** Returns a phrase such as {@code by com.acme.Engine.tidy in thread 'engine-1'}. */
    static String ofThisThread() {
        String thread = "in thread '" + Thread.currentThread().getName() + "'";
        Optional<String> frame = StackWalker.getInstance()
                .walk(frames -> frames.filter(one -> NOBODY.stream().noneMatch(one.getClassName()::startsWith))
                        .map(one -> one.getClassName() + "." + one.getMethodName())
                        .findFirst());
        return frame.map(code -> "by " + code + " ").orElse("") + thread;
    }
}
