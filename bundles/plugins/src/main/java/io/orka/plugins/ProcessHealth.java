package io.orka.plugins;

import io.orka.process.CrashReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds crashes of the plugin's process, and stops of its bundle by something other than Orka, to the status of an
 * active plugin.
 */
final class ProcessHealth {

    private ProcessHealth() {}

    /**
     * Returns the status with this information: FAILED while the process is down or the service is unregistered;
     * otherwise ACTIVE with a detail.
     */
    static PluginStatus shown(PluginStatus status, Candidate candidate) {
        if (status.state() != PluginState.ACTIVE) {
            return status;
        }
        String stopped = candidate.externalStop().getNow("");
        return stopped.isEmpty()
                ? candidate.crashReport().map(report -> with(status, report)).orElse(status)
                : failed(status, Failure.of(PluginState.ACTIVE, PluginsFailure.bundleStopped(stopped)));
    }

    private static PluginStatus failed(PluginStatus status, Failure failure) {
        return status.with(in(PluginState.FAILED, status.detail(), status.since(), status))
                .with(new PluginStatus.Waiting(failure, status.key(), null, false));
    }

    private static PluginStatus with(PluginStatus status, CrashReport report) {
        // A process that crashes rarely is restarted immediately, and its plugin stays ACTIVE.
        boolean failed = !report.serves() && report.times() > 1;
        List<String> warnings = new ArrayList<>(status.warnings());
        report.lastLines().forEach(line -> warnings.add("output of its process: " + line));
        PluginStatus.Progress progress = in(
                failed ? PluginState.FAILED : PluginState.ACTIVE,
                report.failure().reason() + "; restarting",
                failed ? report.at() : status.since(),
                status);
        PluginStatus.Waiting waiting = failed
                ? new PluginStatus.Waiting(failure(report), null, next(report), false)
                : PluginStatus.Waiting.NONE;
        return status.with(progress)
                .with(waiting)
                .with(new PluginStatus.Findings(List.copyOf(warnings), status.alive()));
    }

    private static PluginStatus.Progress in(PluginState state, String detail, Instant since, PluginStatus status) {
        return new PluginStatus.Progress(state, detail, since, status.stages());
    }

    private static Failure failure(CrashReport report) {
        return new Failure(
                PluginState.ACTIVE,
                report.failure().code(),
                report.failure().reason(),
                report.failure().remedy(),
                report.at());
    }

    private static Instant next(CrashReport report) {
        Instant next = report.next();
        return next == null ? Instant.now() : next;
    }
}
