package io.orka.deploy;

import io.orka.entry.RecordedThrow;
import io.orka.identity.Listed;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Describes the requirements of a bundle that no bundle in the framework provides. */
final class Unresolved {

    private static final Pattern JAVA_VERSION = Pattern.compile("version=(?:1\\.)?(\\d+)");
    private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([\\w.]+)");

    private Unresolved() {}

    static DeployFailure explain(BundleContext system, Bundle bundle, Exception complaint) {
        List<BundleRequirement> missing = bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .filter(Unresolved::isMandatory)
                .filter(requirement -> !isProvided(system, requirement))
                .toList();
        for (BundleRequirement requirement : missing) {
            if (requirement.getNamespace().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
                return javaTooOld(filter(requirement), complaint);
            }
        }
        if (missing.isEmpty()) {
            return new DeployFailure(
                    DeployFailure.NOT_INSTALLED,
                    "the framework cannot start the bundle: " + RecordedThrow.line(complaint),
                    "See the host log for details.",
                    complaint);
        }
        return new DeployFailure(
                DeployFailure.NOT_RESOLVED,
                "the bundle requires "
                        + Listed.of(missing.stream().map(Unresolved::words).toList(), " and ")
                        + ", which no bundle provides",
                "Use an SDK version that this host provides, and add everything else as a dependency.",
                complaint);
    }

    private static DeployFailure javaTooOld(String filter, Exception complaint) {
        Matcher version = JAVA_VERSION.matcher(filter);
        String java = version.find() ? "Java " + version.group(1) : "a newer Java";
        int here = Runtime.version().feature();
        return new DeployFailure(
                DeployFailure.JAVA_TOO_OLD,
                "the plugin requires " + java + ", but this host runs on Java " + here,
                "Compile the plugin for Java " + here + " or lower, or run Orka on " + java + ".",
                complaint);
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        return !Constants.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    private static boolean isProvided(BundleContext system, BundleRequirement requirement) {
        return Stream.of(system.getBundles())
                .flatMap(bundle -> Stream.ofNullable(bundle.adapt(BundleRevision.class)))
                .flatMap(revision -> revision.getDeclaredCapabilities(requirement.getNamespace()).stream())
                .anyMatch(requirement::matches);
    }

    private static String words(BundleRequirement requirement) {
        String filter = filter(requirement);
        Matcher matcher = PACKAGE.matcher(filter);
        return requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE) && matcher.find()
                ? "the package " + matcher.group(1) + " as in " + filter
                : "the capability " + requirement.getNamespace() + " as in " + filter;
    }

    private static String filter(BundleRequirement requirement) {
        return String.valueOf(requirement.getDirectives().get(Constants.FILTER_DIRECTIVE));
    }
}
