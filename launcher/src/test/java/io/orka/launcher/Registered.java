package io.orka.launcher;

import static java.util.Objects.requireNonNull;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.ServiceProperties;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The plugins' services in the service registry at one time. */
final class Registered {

    private final List<ServiceReference<OrkaCall>> bestFirst = new ArrayList<>();
    private final IdentityHashMap<OrkaCall, ServiceReference<OrkaCall>> byObject = new IdentityHashMap<>();
    private final Map<Long, OrkaCall> byId = new HashMap<>();

    Registered(BundleContext context) throws InvalidSyntaxException {
        for (ServiceReference<OrkaCall> reference : context.getServiceReferences(OrkaCall.class, "(orka.key=*)")) {
            OrkaCall call = context.getService(reference);
            if (call != null) {
                context.ungetService(reference);
                bestFirst.add(reference);
                byObject.put(call, reference);
                byId.put(id(reference), call);
            }
        }
        bestFirst.sort(Comparator.reverseOrder());
    }

    /** Returns every service by its id. */
    Map<Long, OrkaCall> byId() {
        return byId;
    }

    /** Returns the service's id; a negative number for an object that is not registered. */
    long id(OrkaCall call) {
        ServiceReference<OrkaCall> reference = byObject.get(call);
        return reference == null ? -1 : id(reference);
    }

    String key(OrkaCall call) {
        ServiceReference<OrkaCall> reference = byObject.get(call);
        return reference == null ? "an object that is not registered" : key(reference);
    }

    OrkaCall object(String key) {
        return bestFirst.stream()
                .filter(reference -> key(reference).equals(key))
                .map(reference -> requireNonNull(byId.get(id(reference))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no service for " + key));
    }

    /** Returns the differences from the expected services. */
    List<String> findings(List<Served> expected) {
        List<String> findings = new ArrayList<>();
        if (byObject.size() != byId.size()) {
            findings.add(byId.size() + " services have only " + byObject.size() + " objects");
        }
        for (String name : new TreeSet<>(expected.stream().map(Served::name).toList())) {
            List<String> keys = expected.stream()
                    .filter(served -> served.name().equals(name))
                    .map(served -> served.key().toString())
                    .toList();
            List<String> found = bestFirst.stream()
                    .filter(reference -> name.equals(reference.getProperty(ServiceProperties.NAME)))
                    .map(Registered::key)
                    .toList();
            if (!found.equals(keys)) {
                findings.add("the services of " + name + " are, best first, " + found + " instead of " + keys);
            }
        }
        if (byId.size() != expected.size()) {
            findings.add(byId.size() + " services instead of " + expected.size());
        }
        for (Served served : expected) {
            bestFirst.stream()
                    .filter(reference -> key(reference).equals(served.key().toString()))
                    .forEach(reference -> findings.addAll(properties(reference, served)));
        }
        return findings;
    }

    private static List<String> properties(ServiceReference<OrkaCall> reference, Served served) {
        List<String> findings = new ArrayList<>();
        served.properties().forEach((property, value) -> {
            Object found = reference.getProperty(property);
            if (!value.equals(found)) {
                findings.add("%s of %s is %s instead of %s".formatted(property, served.key(), found, value));
            }
        });
        return findings;
    }

    private static String key(ServiceReference<OrkaCall> reference) {
        return String.valueOf(reference.getProperty(ServiceProperties.KEY));
    }

    private static long id(ServiceReference<OrkaCall> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }
}
