package com.example.idioms;

import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A volatile field that always holds the highest-ranked plugin. The component is active while a plugin exists. */
abstract class GreedyField extends Holder {

    @Reference(policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable OrkaCall plugin;

    @Override
    final Map<String, List<OrkaCall>> held() {
        return Map.of("plugin", one(plugin));
    }

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.NAME)
    public static final class ByName extends GreedyField {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.SEMANTIC_RANGE)
    public static final class BySemanticRange extends GreedyField {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.UNVERSIONED)
    public static final class Unversioned extends GreedyField {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.BRANCH)
    public static final class Branch extends GreedyField {}
}
