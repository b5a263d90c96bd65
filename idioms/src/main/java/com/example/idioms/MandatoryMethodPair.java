package com.example.idioms;

import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The method pair of most tutorials. The component is active while a plugin exists, and is bound to the highest-ranked
 * one.
 */
abstract class MandatoryMethodPair extends Holder {

    private volatile @Nullable OrkaCall plugin;

    @Reference(name = "plugin", policy = DYNAMIC, policyOption = GREEDY)
    void bind(OrkaCall call) {
        plugin = call;
    }

    void updated(OrkaCall call) {
        Journal.count("updated");
    }

    void unbind(OrkaCall call) {
        if (plugin == call) {
            plugin = null;
        }
    }

    @Override
    final Map<String, List<OrkaCall>> held() {
        return Map.of("plugin", one(plugin));
    }

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.NAME)
    public static final class ByName extends MandatoryMethodPair {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.UNVERSIONED)
    public static final class Unversioned extends MandatoryMethodPair {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.BRANCH)
    public static final class Branch extends MandatoryMethodPair {}
}
