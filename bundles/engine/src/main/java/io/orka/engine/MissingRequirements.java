package io.orka.engine;

import io.orka.identity.Listed;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Describes the requirements of an engine bundle that no bundle provides. */
final class MissingRequirements {

    private static final Pattern LEAST = Pattern.compile("\\([\\w.-]*version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\([\\w.-]*version>=([^)]+)\\)\\)");
    private static final Pattern JAVA_VERSION = Pattern.compile("version=(?:1\\.)?(\\d+)");

    private final BundleContext system;

    MissingRequirements(BundleContext system) {
        this.system = system;
    }

    /**
     * Explains why a bundle could not be resolved.
     *
     * @param complaint the message of the framework, for cases that this class does not recognize
     */
    EngineFailure explain(Bundle bundle, String label, String complaint) {
        List<BundleRequirement> missing = requirements(bundle).stream()
                .filter(requirement -> providers(requirement).isEmpty())
                .toList();
        for (BundleRequirement requirement : missing) {
            if (requirement.getNamespace().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
                return javaTooOld(label, filter(requirement));
            }
        }
        if (!missing.isEmpty()) {
            String words = Listed.of(missing.stream().map(this::words).toList(), "; ");
            return EngineFailure.unresolved(
                    label,
                    words,
                    "Add the bundle that provides it to the bundles directory, embed it, or make the import optional.");
        }
        List<String> unresolved = requirements(bundle).stream()
                .filter(requirement -> providers(requirement).stream().allMatch(MissingRequirements::isUnresolved))
                .map(requirement -> what(requirement) + " is only provided by "
                        + providers(requirement)
                                .get(0)
                                .getRevision()
                                .getBundle()
                                .getSymbolicName()
                        + ", which cannot be resolved either")
                .toList();
        return unresolved.isEmpty()
                ? EngineFailure.unresolved(
                        label, complaint, "Compare the versions of the bundle's imports with the available versions.")
                : EngineFailure.unresolved(label, Listed.of(unresolved, "; "), "Fix the providing bundle first.");
    }

    private static EngineFailure javaTooOld(String label, String filter) {
        Matcher version = JAVA_VERSION.matcher(filter);
        String java = version.find() ? "Java " + version.group(1) : "a newer Java";
        int here = Runtime.version().feature();
        return EngineFailure.unresolved(
                label,
                "it requires " + java + ", but this host runs on Java " + here,
                "Build the bundle for Java " + here + " or lower, or run the host on " + java + ".");
    }

    private List<BundleRequirement> requirements(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? List.of()
                : revision.getDeclaredRequirements(null).stream()
                        .filter(requirement -> !Constants.RESOLUTION_OPTIONAL.equals(
                                        requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE))
                                && !PackageNamespace.RESOLUTION_DYNAMIC.equals(
                                        requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE))
                                && Constants.EFFECTIVE_RESOLVE.equals(requirement
                                        .getDirectives()
                                        .getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE)))
                        .toList();
    }

    private List<BundleCapability> providers(BundleRequirement requirement) {
        return capabilities(requirement.getNamespace())
                .filter(requirement::matches)
                .toList();
    }

    private Stream<BundleCapability> capabilities(String namespace) {
        return Stream.of(system.getBundles())
                .flatMap(bundle -> Stream.ofNullable(bundle.adapt(BundleRevision.class)))
                .flatMap(revision -> revision.getDeclaredCapabilities(namespace).stream());
    }

    private static boolean isUnresolved(BundleCapability capability) {
        return capability.getRevision().getWiring() == null;
    }

    private String words(BundleRequirement requirement) {
        String namespace = requirement.getNamespace();
        List<String> others = capabilities(namespace)
                .filter(capability -> nameIn(namespace, filter(requirement))
                        .equals(String.valueOf(capability.getAttributes().get(namespace))))
                .map(capability -> version(capability) + " of "
                        + capability.getRevision().getBundle().getSymbolicName())
                .distinct()
                .toList();
        return "no bundle provides " + what(requirement)
                + (others.isEmpty() ? "" : "; available: " + Listed.of(others, " and "));
    }

    private static String what(BundleRequirement requirement) {
        String namespace = requirement.getNamespace();
        String filter = filter(requirement);
        String name = nameIn(namespace, filter);
        if (name.isEmpty()) {
            return "the capability " + namespace + " " + filter;
        }
        String kind = switch (namespace) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "the package ";
            case BundleNamespace.BUNDLE_NAMESPACE, HostNamespace.HOST_NAMESPACE -> "the bundle ";
            default -> "the capability " + namespace + " ";
        };
        return kind + name + range(filter);
    }

    private static String nameIn(String namespace, String filter) {
        Matcher name = Pattern.compile("\\(" + Pattern.quote(namespace) + "=([^)*]+)\\)")
                .matcher(filter);
        return name.find() ? name.group(1) : "";
    }

    private static String range(String filter) {
        Matcher least = LEAST.matcher(BELOW.matcher(filter).replaceAll(""));
        Matcher below = BELOW.matcher(filter);
        return (least.find() ? " from version " + least.group(1) : "")
                + (below.find() ? " below " + below.group(1) : "");
    }

    private static Version version(BundleCapability capability) {
        Object version = capability.getAttributes().get(Constants.VERSION_ATTRIBUTE);
        return version instanceof Version found
                ? found
                : capability.getRevision().getVersion();
    }

    private static String filter(BundleRequirement requirement) {
        return String.valueOf(requirement.getDirectives().get(Constants.FILTER_DIRECTIVE));
    }
}
