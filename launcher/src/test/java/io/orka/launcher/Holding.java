package io.orka.launcher;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reference of one component of the engine bundle.
 *
 * @param component the component's name
 * @param state {@code active}, {@code unsatisfied}, {@code satisfied} or {@code failed}
 * @param activations how often the component has been activated
 * @param reference the reference's name
 * @param cardinality the cardinality, as in declarative services
 * @param policy {@code static} or {@code dynamic}
 * @param option {@code reluctant} or {@code greedy}
 * @param target the filter
 * @param bound the ids of the bound services; {@code null} if the component looks up its services
 * @param held the services that the component holds; {@code null} while it is not active
 * @param keyed the held services by key; {@code null} if the component keeps no keys
 */
record Holding(
        String component,
        String state,
        long activations,
        String reference,
        String cardinality,
        String policy,
        String option,
        String target,
        @Nullable List<Long> bound,
        @Nullable List<OrkaCall> held,
        @Nullable Map<String, OrkaCall> keyed) {

    @SuppressWarnings("unchecked") // the type in the bundle's Census
    static Holding of(Told told) {
        return new Holding(
                told.string("component"),
                told.string("state"),
                told.number("activations"),
                told.string("reference"),
                told.string("cardinality"),
                told.string("policy"),
                told.string("option"),
                told.string("target"),
                (List<Long>) told.values().get("bound"),
                (List<OrkaCall>) told.values().get("held"),
                (Map<String, OrkaCall>) told.values().get("keyed"));
    }

    String name() {
        return component + "#" + reference;
    }

    boolean dynamic() {
        return policy.equals("dynamic");
    }

    boolean greedy() {
        return option.equals("greedy");
    }

    boolean single() {
        return cardinality.endsWith("1");
    }

    boolean mandatory() {
        return cardinality.startsWith("1");
    }
}
