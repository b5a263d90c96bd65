package com.example.idioms;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Deactivate;

/**
 * A component that holds services. While it is active, the workers call the services. When it is deactivated, it calls
 * each service once more.
 */
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

    /** Returns the services that the component holds, by the name of the reference. */
    abstract Map<String, List<OrkaCall>> held();

    /** Returns the services by plugin key, if the component keeps keys. */
    Map<String, OrkaCall> keyed() {
        return Map.of();
    }

    /** Returns the lookups that the component makes without references. */
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
