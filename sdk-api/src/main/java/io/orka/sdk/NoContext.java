package io.orka.sdk;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The context of a call without deadline, cancellation or attributes. */
enum NoContext implements CallContext {
    INSTANCE;

    @Override
    public Optional<Instant> deadline() {
        return Optional.empty();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void onCancel(Runnable action) {}

    @Override
    public Map<String, String> attributes() {
        return Map.of();
    }
}
