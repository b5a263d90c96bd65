package com.example.idioms;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plain list: the component is recreated when a matching plugin is registered or unregistered. */
abstract class StaticGreedyList extends Holder {

    @Reference(policyOption = GREEDY)
    List<OrkaCall> plugins = List.of();

    @Override
    final Map<String, List<OrkaCall>> held() {
        return Map.of("plugins", List.copyOf(plugins));
    }

    @Component(
            service = {},
            immediate = true,
            property = "plugins.target=" + Targets.NAME)
    public static final class ByName extends StaticGreedyList {}

    @Component(
            service = {},
            immediate = true,
            property = "plugins.target=" + Targets.BRANCH)
    public static final class Branch extends StaticGreedyList {}
}
