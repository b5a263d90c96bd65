package com.example.idioms;

import static org.osgi.service.component.annotations.ReferenceCardinality.AT_LEAST_ONE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Holds all versions of a plugin. The component is active while at least one version exists. */
abstract class AtLeastOne extends Holder {

    @Reference(cardinality = AT_LEAST_ONE, policy = DYNAMIC)
    volatile List<OrkaCall> plugins = List.of();

    @Override
    final Map<String, List<OrkaCall>> held() {
        return Map.of("plugins", List.copyOf(plugins));
    }

    @Component(
            service = {},
            immediate = true,
            property = "plugins.target=" + Targets.NAME)
    public static final class ByName extends AtLeastOne {}

    @Component(
            service = {},
            immediate = true,
            property = "plugins.target=" + Targets.UNVERSIONED)
    public static final class Unversioned extends AtLeastOne {}
}
