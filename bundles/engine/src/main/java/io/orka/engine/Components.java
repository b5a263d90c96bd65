package io.orka.engine;

import io.orka.identity.Listed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** The state of components, as reported by declarative services. Safe for use by multiple threads. */
final class Components {

    private static final Pattern CAUSED_BY = Pattern.compile("(?m)^Caused by: (.+)$");

    /** Declarative services report an exception of an activation, but not a missing activate method. */
    private static final String NOT_YET = "not active: activation is still running, or has failed (see the log)";

    private final BundleContext system;

    Components(BundleContext system) {
        this.system = system;
    }

    /** Returns a number that changes a few seconds after a component has changed; 0 without declarative services. */
    long changes() {
        ServiceReference<ServiceComponentRuntime> found = reference();
        return found != null && found.getProperty("service.changecount") instanceof Long count ? count : 0;
    }

    /** Returns the components of a bundle, sorted by name; none while the bundle is not running. */
    List<EngineComponent> of(Bundle bundle) {
        ServiceReference<ServiceComponentRuntime> found = reference();
        ServiceComponentRuntime runtime = found == null ? null : system.getService(found);
        if (runtime == null) {
            return List.of();
        }
        try {
            return runtime.getComponentDescriptionDTOs(bundle).stream()
                    .flatMap(description -> components(runtime, description))
                    .sorted(Comparator.comparing(EngineComponent::name))
                    .toList();
        } finally {
            system.ungetService(found);
        }
    }

    private @Nullable ServiceReference<ServiceComponentRuntime> reference() {
        try {
            return system.getServiceReference(ServiceComponentRuntime.class);
        } catch (IllegalStateException theFrameworkHasStopped) {
            return null;
        }
    }

    private static Stream<EngineComponent> components(
            ServiceComponentRuntime runtime, ComponentDescriptionDTO description) {
        if (!runtime.isComponentEnabled(description)) {
            return Stream.of(new EngineComponent(description.name, EngineComponent.State.DISABLED, ""));
        }
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(description);
        if (configurations.isEmpty()) {
            String pids = String.join(" and ", description.configurationPid);
            return Stream.of(new EngineComponent(
                    description.name, EngineComponent.State.UNSATISFIED, "waiting for the configuration " + pids));
        }
        return configurations.stream().map(Components::component);
    }

    private static EngineComponent component(ComponentConfigurationDTO configuration) {
        String name = configuration.description.name;
        return switch (configuration.state) {
            case ComponentConfigurationDTO.ACTIVE -> new EngineComponent(name, EngineComponent.State.ACTIVE, "");
            case ComponentConfigurationDTO.SATISFIED ->
                new EngineComponent(
                        name, EngineComponent.State.SATISFIED, configuration.description.immediate ? NOT_YET : "");
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                new EngineComponent(name, EngineComponent.State.FAILED, root(String.valueOf(configuration.failure)));
            default -> new EngineComponent(name, EngineComponent.State.UNSATISFIED, waits(configuration));
        };
    }

    private static String waits(ComponentConfigurationDTO configuration) {
        List<String> missing = new ArrayList<>();
        if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
            missing.add("the configuration " + String.join(" and ", configuration.description.configurationPid));
        }
        for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
            missing.add(service(configuration.description, reference));
        }
        return "waiting for " + Listed.of(missing, " and ");
    }

    private static String service(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO unsatisfied) {
        String service = Stream.of(description.references)
                .filter(reference -> reference.name.equals(unsatisfied.name))
                .map((ReferenceDTO reference) -> reference.interfaceName)
                .findFirst()
                .orElse(unsatisfied.name);
        return service + (unsatisfied.target == null || unsatisfied.target.isEmpty() ? "" : " " + unsatisfied.target);
    }

    /** Returns the root cause in a printed stack trace, in one line. */
    private static String root(String stack) {
        String root = stack.lines().findFirst().orElse("").strip();
        Matcher cause = CAUSED_BY.matcher(stack);
        while (cause.find()) {
            root = cause.group(1).strip();
        }
        return root;
    }
}
