package com.example.idioms;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Final fields that the constructor sets. */
abstract class Constructed extends Holder {

    private final Map<String, List<OrkaCall>> held;

    Constructed(Map<String, List<OrkaCall>> held) {
        this.held = held;
    }

    @Override
    final Map<String, List<OrkaCall>> held() {
        return held;
    }

    @Component(
            service = {},
            immediate = true)
    public static final class ByName extends Constructed {
        @Activate
        public ByName(@Reference(name = "plugin", target = Targets.NAME) OrkaCall plugin) {
            super(Map.of("plugin", List.of(plugin)));
        }
    }

    @Component(
            service = {},
            immediate = true)
    public static final class Unversioned extends Constructed {
        @Activate
        public Unversioned(
                @Reference(name = "plugin", target = Targets.UNVERSIONED, policyOption = GREEDY) OrkaCall plugin) {
            super(Map.of("plugin", List.of(plugin)));
        }
    }

    @Component(
            service = {},
            immediate = true)
    public static final class Optional extends Constructed {
        @Activate
        public Optional(
                @Reference(
                                name = "plugin",
                                target = Targets.SEMANTIC_RANGE,
                                cardinality = OPTIONAL,
                                policyOption = GREEDY)
                        @Nullable
                        OrkaCall plugin) {
            super(Map.of("plugin", one(plugin)));
        }
    }

    @Component(
            service = {},
            immediate = true)
    public static final class Listed extends Constructed {
        @Activate
        public Listed(@Reference(name = "plugins", policyOption = GREEDY) List<OrkaCall> plugins) {
            super(Map.of("plugins", List.copyOf(plugins)));
        }
    }
}
