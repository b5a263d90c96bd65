package io.orka.plugins;

import io.orka.calls.Calls;
import io.orka.calls.Generation;
import io.orka.calls.Limits;
import io.orka.identity.PluginKey;
import io.orka.registry.Probe;
import io.orka.sdk.CancellableContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Runs the readiness probes of a plugin that gets no calls yet, over a separate route. */
final class Probing {

    static final Duration DEADLINE = Duration.ofSeconds(10);

    private Probing() {}

    /** Returns whether the plugin or its entry has a probe. */
    static boolean isNeeded(StartedPlugin installed) {
        return installed.ownProbe().isPresent()
                || installed.prepared().locked().limits().probe() != null;
    }

    /** Runs the plugin's probe, then the call of its entry; throws a {@link PluginsFailure} if a probe fails. */
    static void run(StartedPlugin installed) {
        installed.ownProbe().ifPresent(own -> ask(installed, own, new Request("probe")));
        Probe probe = installed.prepared().locked().limits().probe();
        if (probe != null) {
            ask(installed, installed.call(), new Request(probe.method(), probe.args()));
        }
    }

    /** Calls an entrypoint once; throws a {@link PluginsFailure} if the call fails or is too late. */
    private static void ask(Candidate candidate, OrkaCall entrypoint, Request request) {
        PluginKey key = candidate.prepared().bundle().key();
        Calls route = new Calls();
        Generation generation = new Generation(
                key,
                candidate.prepared().bundle().commit(),
                0,
                entrypoint,
                candidate.contextLoader(),
                candidate.prepared().bundle().seesContext(),
                Limits.none(),
                candidate.stop());
        route.switchTo(generation, Set.of());
        Instant deadline = Instant.now().plus(DEADLINE);
        Response answer;
        try {
            answer = route.call(key.toString(), new CancellableContext(deadline, Map.of()), request);
        } catch (OrkaCallException e) {
            throw PluginsFailure.probeFailed(String.valueOf(e.getMessage()));
        } finally {
            generation.close();
        }
        if (!answer.success()) {
            throw PluginsFailure.probeFailed(request.method() + " returned the error: " + answer.error());
        }
    }
}
