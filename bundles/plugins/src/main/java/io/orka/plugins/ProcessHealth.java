package io.orka.plugins;

import io.orka.process.CrashReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A plugin that has come to serve, and whose process ends by itself or whose bundle something else has stopped. */
final class ProcessHealth {

    private ProcessHealth() {}

    /**
     * The status as it is with that: failed while calls reach no process, or while its service is gone; else active, and
     * what is going on is told.
     */
    static PluginStatus shown(PluginStatus status, Candidate candidate) {
        if (status.state() != PluginState.ACTIVE) {
            return status;
        }
        String stopped = candidate.externalStop().getNow("");
        return stopped.isEmpty()
                ? candidate.crashReport().map(trouble -> with(status, trouble)).orElse(status)
                : failed(status, Failure.of(PluginState.ACTIVE, PluginsFailure.bundleStopped(stopped)));
    }

    private static PluginStatus failed(PluginStatus status, Failure failure) {
        return new PluginStatus(
                status.key(),
                status.service(),
                PluginState.FAILED,
                status.detail(),
                status.commit(),
                status.generation(),
                status.key(),
                status.calls(),
                status.limits(),
                status.since(),
                failure,
                null,
                false,
                status.stages(),
                status.warnings(),
                status.alive(),
                status.config());
    }

    private static PluginStatus with(PluginStatus status, CrashReport trouble) {
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
                status.limits(),
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
                status.config());
    }

    private static Instant next(CrashReport trouble) {
        Instant next = trouble.next();
        return next == null ? Instant.now() : next;
    }
}
