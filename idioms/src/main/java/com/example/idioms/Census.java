package com.example.idioms;

import io.orka.sdk.OrkaCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.dto.ServiceReferenceDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/**
 * Describes every reference of every component: its declaration, its bound services, and the services that it holds.
 */
final class Census {

    private static final Map<Integer, String> STATES = Map.of(
            ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION, "unsatisfied",
            ComponentConfigurationDTO.UNSATISFIED_REFERENCE, "unsatisfied",
            ComponentConfigurationDTO.SATISFIED, "satisfied",
            ComponentConfigurationDTO.ACTIVE, "active",
            ComponentConfigurationDTO.FAILED_ACTIVATION, "failed");

    private final BundleContext context;

    Census(BundleContext context) {
        this.context = context;
    }

    /** Returns an empty list while declarative services are not available. */
    List<Map<String, Object>> references() {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = reference == null ? null : context.getService(reference);
        List<Map<String, Object>> all = new ArrayList<>();
        if (runtime != null) {
            for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(context.getBundle())) {
                for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                    all.addAll(references(component, configuration));
                }
            }
        }
        return all;
    }

    private static List<Map<String, Object>> references(
            ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        Holder holder = Holders.active().stream()
                .filter(active -> active.name().equals(component.implementationClass))
                .findFirst()
                .orElse(null);
        List<Map<String, Object>> all = new ArrayList<>();
        for (ReferenceDTO reference : component.references) {
            if (!reference.interfaceName.equals(OrkaCall.class.getName())) {
                continue; // such as the satisfying condition of every component
            }
            Object target = component.properties.get(reference.name + ".target");
            Map<String, Object> told = told(
                    component,
                    configuration,
                    holder,
                    reference.name,
                    reference.cardinality,
                    string(target != null ? target : reference.target));
            told.put("policy", reference.policy);
            told.put("option", reference.policyOption);
            told.put("bound", bound(configuration, reference.name));
            all.add(told);
        }
        if (holder != null) {
            for (Looking looking : holder.looking()) {
                Map<String, Object> told =
                        told(component, configuration, holder, looking.name(), looking.cardinality(), looking.target());
                told.put("policy", "dynamic");
                told.put("option", "greedy");
                all.add(told);
            }
        }
        return all;
    }

    private static Map<String, Object> told(
            ComponentDescriptionDTO component,
            ComponentConfigurationDTO configuration,
            @Nullable Holder holder,
            String reference,
            String cardinality,
            String target) {
        Map<String, Object> told = new HashMap<>();
        told.put("component", component.name);
        told.put("state", Objects.requireNonNull(STATES.get(configuration.state)));
        told.put("activations", Holders.activations(component.implementationClass));
        told.put("reference", reference);
        told.put("cardinality", cardinality);
        told.put("target", target);
        if (holder != null) {
            told.put("held", Objects.requireNonNull(holder.held().get(reference), reference));
            Map<String, OrkaCall> keyed = holder.keyed();
            if (!keyed.isEmpty()) {
                told.put("keyed", keyed);
            }
        }
        return told;
    }

    private static String string(@Nullable Object target) {
        return target == null ? "(orka.key=*)" : target.toString();
    }

    private static List<Long> bound(ComponentConfigurationDTO configuration, String reference) {
        return Arrays.stream(configuration.satisfiedReferences)
                .filter(satisfied -> satisfied.name.equals(reference))
                .flatMap(satisfied -> Arrays.stream(satisfied.boundServices))
                .map((ServiceReferenceDTO service) -> service.id)
                .toList();
    }
}
