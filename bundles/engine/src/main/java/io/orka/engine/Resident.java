package io.orka.engine;

import io.orka.engine.BoundedSteps.Step;
import io.orka.engine.Copies.Copy;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** One jar file and its bundle. Safe for use by multiple threads. Only the engine thread changes a resident. */
final class Resident {

    private final String file;
    private volatile @Nullable JarIdentity identity;
    private volatile @Nullable Copy copy;
    private volatile @Nullable Bundle bundle;
    private volatile @Nullable EngineFailure failure;
    private volatile @Nullable EngineFailure rejection;
    private volatile @Nullable Step hanging;
    private volatile String note = "";
    private volatile Instant since = Instant.now();
    private final Set<EngineComponent> toldFailed = new HashSet<>();
    private String tried = "";
    private boolean started;

    Resident(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    Optional<JarIdentity> identity() {
        return Optional.ofNullable(identity);
    }

    /** Returns the installed content. */
    Optional<Copy> copy() {
        return Optional.ofNullable(copy);
    }

    /** Returns the bundle; empty if there is none, or if the bundle was uninstalled. */
    Optional<Bundle> bundle() {
        Bundle found = bundle;
        return found == null || found.getState() == Bundle.UNINSTALLED ? Optional.empty() : Optional.of(found);
    }

    /** Returns the reason why the bundle is not running or not installed. */
    Optional<EngineFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns a start or stop that blocks. */
    Optional<Step> hanging() {
        return Optional.ofNullable(hanging);
    }

    String label() {
        JarIdentity known = identity;
        return known == null ? file : known.label();
    }

    boolean isFragment() {
        JarIdentity known = identity;
        return known != null && known.isFragment();
    }

    /** Returns whether the removal or update of the bundle failed. */
    boolean isPostponed() {
        EngineFailure reason = rejection;
        return reason != null && reason.code().equals(EngineFailure.POSTPONED);
    }

    boolean isActive() {
        return bundle().map(Bundle::getState).orElse(Bundle.UNINSTALLED) == Bundle.ACTIVE;
    }

    /** Returns whether Orka started the bundle and has not stopped it. */
    boolean wasStarted() {
        return started;
    }

    /** Returns the digest of the content at the last check. */
    String tried() {
        return tried;
    }

    void tried(String digest) {
        tried = digest;
    }

    void holds(JarIdentity newIdentity, Copy newCopy, @Nullable Bundle newBundle) {
        identity = newIdentity;
        copy = newCopy;
        bundle = newBundle;
        note = "";
        failure = null;
        rejection = null;
        started = false;
        changed();
    }

    /** Returns this resident with another file name. */
    Resident renamed(JarIdentity newIdentity) {
        Resident renamed = new Resident(newIdentity.file());
        renamed.identity = newIdentity;
        renamed.copy = copy;
        renamed.bundle = bundle;
        renamed.failure = failure;
        renamed.hanging = hanging;
        renamed.note = note;
        renamed.since = since;
        renamed.started = started;
        return renamed;
    }

    /** Records that the bundle is not installed. */
    void refused(@Nullable JarIdentity known, EngineFailure because) {
        identity = known;
        copy = null;
        bundle = null;
        failed(because);
    }

    void failed(EngineFailure because) {
        failure = because;
        changed();
    }

    void mended() {
        failure = null;
    }

    /** Records that the content of the file cannot run, while other content is installed. */
    void rejects(@Nullable EngineFailure because) {
        rejection = because;
        changed();
    }

    void hangs(@Nullable Step step) {
        hanging = step;
    }

    void started(boolean isStarted) {
        started = isStarted;
        changed();
    }

    String note() {
        return note;
    }

    void note(String words) {
        note = words;
    }

    /** Returns the failed components that were not reported before. */
    List<EngineComponent> newlyFailed(List<EngineComponent> failed) {
        toldFailed.retainAll(failed);
        return failed.stream().filter(toldFailed::add).toList();
    }

    void changed() {
        since = Instant.now();
    }

    EngineBundle status(Components components) {
        JarIdentity known = identity;
        List<EngineComponent> parts = bundle().map(components::of).orElse(List.of());
        EngineFailure reason = rejection == null ? failure : rejection;
        if (reason == null) {
            reason = parts.stream()
                    .filter(part -> part.state() == EngineComponent.State.FAILED)
                    .findFirst()
                    .map(part -> EngineFailure.componentFailed(label(), part.name(), part.detail()))
                    .orElse(null);
        }
        return new EngineBundle(
                known == null ? file : known.name(),
                known == null ? "" : known.version().toString(),
                file,
                reason == null ? state() : EngineState.FAILED,
                reason,
                bundle != null && bundle().isEmpty() ? "the bundle was uninstalled manually" : note,
                since,
                parts);
    }

    private EngineState state() {
        return switch (bundle().map(Bundle::getState).orElse(Bundle.UNINSTALLED)) {
            case Bundle.STARTING -> EngineState.STARTING;
            case Bundle.ACTIVE -> EngineState.ACTIVE;
            case Bundle.STOPPING -> EngineState.STOPPING;
            case Bundle.RESOLVED -> isFragment() ? EngineState.ACTIVE : EngineState.STOPPED;
            default -> EngineState.STOPPED;
        };
    }
}
