package com.example.idioms;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An optional plain field: the component needs no plugin, and is recreated when its plugin is unregistered. */
abstract class StaticOptionalField extends Holder {

    @Reference(cardinality = OPTIONAL)
    @Nullable
    OrkaCall plugin;

    @Override
    final Map<String, List<OrkaCall>> held() {
        return Map.of("plugin", one(plugin));
    }

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.NAME)
    public static final class ByName extends StaticOptionalField {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.SEMANTIC_RANGE)
    public static final class BySemanticRange extends StaticOptionalField {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.UNVERSIONED)
    public static final class Unversioned extends StaticOptionalField {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.BRANCH)
    public static final class Branch extends StaticOptionalField {}
}
