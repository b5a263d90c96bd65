package com.example.idioms;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plain list: the component is recreated when one of its plugins is unregistered. */
abstract class StaticList extends Holder {

    @Reference
    List<OrkaCall> plugins = List.of();

    @Override
    final Map<String, List<OrkaCall>> held() {
        return Map.of("plugins", List.copyOf(plugins));
    }

    @Component(
            service = {},
            immediate = true,
            property = "plugins.target=" + Targets.NAME)
    public static final class ByName extends StaticList {}

    @Component(
            service = {},
            immediate = true,
            property = "plugins.target=" + Targets.BRANCH)
    public static final class Branch extends StaticList {}
}
