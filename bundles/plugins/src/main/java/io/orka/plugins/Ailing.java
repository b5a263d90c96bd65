package io.orka.plugins;

import io.orka.process.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A plugin that has come to serve, and whose process ends by itself. */
final class Ailing {

    private Ailing() {}

    /** The status as it is with that: failed while calls reach no process, else active, and what is going on is told. */
    static PluginStatus shown(PluginStatus status, Candidate candidate) {
        return status.state() == PluginState.ACTIVE
                ? candidate.trouble().map(trouble -> with(status, trouble)).orElse(status)
                : status;
    }

    private static PluginStatus with(PluginStatus status, Trouble trouble) {
        // One that ends now and then is there again before anybody has looked.
        boolean failed = !trouble.serves() && trouble.times() > 1;
        List<String> warnings = new ArrayList<>(status.warnings());
        trouble.lastLines().forEach(line -> warnings.add("its process said: " + line));
        return new PluginStatus(
                status.key(),
                status.service(),
                failed ? PluginState.FAILED : PluginState.ACTIVE,
                trouble.failure().reason() + "; it is started again",
                status.commit(),
                status.generation(),
                null,
                status.calls(),
                failed ? trouble.at() : status.since(),
                failed
                        ? new Failure(
                                PluginState.ACTIVE,
                                trouble.failure().code(),
                                trouble.failure().reason(),
                                trouble.failure().remedy(),
                                trouble.at())
                        : null,
                failed ? next(trouble) : null,
                false,
                status.stages(),
                List.copyOf(warnings),
                status.alive(),
                status.guards());
    }

    private static Instant next(Trouble trouble) {
        Instant next = trouble.next();
        return next == null ? Instant.now() : next;
    }
}
