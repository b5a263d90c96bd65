package com.example.idioms;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plain field: the component is recreated when its plugin is unregistered. */
abstract class StaticField extends Holder {

    @Reference
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
    public static final class ByName extends StaticField {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.SEMANTIC_RANGE)
    public static final class BySemanticRange extends StaticField {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.UNVERSIONED)
    public static final class Unversioned extends StaticField {}

    @Component(
            service = {},
            immediate = true,
            property = "plugin.target=" + Targets.BRANCH)
    public static final class Branch extends StaticField {}
}
