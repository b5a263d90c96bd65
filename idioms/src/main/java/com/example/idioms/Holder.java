package com.example.idioms;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Deactivate;

/** A component that holds services. While it is active, the workers call them; as it ends, it calls each once more. */
abstract class Holder {

    private volatile boolean active;

    @Activate
    void begin() {
        active = true;
        Holders.begin(this);
    }

    @Deactivate
    void end() {
        active = false;
        Holders.end(this);
        held().forEach((reference, calls) ->
                calls.forEach(call -> Journal.lastCall("deactivate " + name() + " " + reference, call)));
    }

    /** What it holds now, by the name of the reference. */
    abstract Map<String, List<OrkaCall>> held();

    /** The same by key, for one that keeps keys. */
    Map<String, OrkaCall> keyed() {
        return Map.of();
    }

    /** What it looks for by other means than references. */
    List<Looking> looking() {
        return List.of();
    }

    final boolean active() {
        return active;
    }

    final String name() {
        return getClass().getName();
    }

    static List<OrkaCall> one(@Nullable OrkaCall call) {
        return call == null ? List.of() : List.of(call);
    }
}
