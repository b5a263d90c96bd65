package io.orka.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Response;
import io.orka.sdk.SemanticVersion;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Version ranges in filters match in a real framework, in trackers and without a framework. */
class VersionFilterTest {

    private static final OrkaCall ANSWER = (context, request) -> Response.ok("served");
    private static final Set<String> SERVED = Set.of(
            "p@v0.2.0", "p@v0.3.0-rc.1", "p@v0.3.0-rc.2", "p@v0.3.0", "p@1.0.0+b5", "p@99999999999.1", "p@main", "p");

    @TempDir
    private static Path temp;

    private static RealFramework framework;
    private static BundleContext system;

    @BeforeAll
    static void serve() throws Exception {
        framework = new RealFramework(temp.resolve("cache"));
        system = framework.context();
        Deployer deployer = framework.deployer(temp.resolve("run"));
        for (String key : SERVED) {
            RealFramework.deploy(deployer, new PluginSources(temp.resolve(key)).bundle(key))
                    .publish(ANSWER, 0);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        framework.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                (orka.semver>=0.3.0)                                | p@v0.3.0 p@1.0.0+b5 p@99999999999.1
                (orka.semver>=v0.3)                                 | p@v0.3.0 p@1.0.0+b5 p@99999999999.1
                (orka.semver>= 0.3.0 )                              | p@v0.3.0 p@1.0.0+b5 p@99999999999.1
                (orka.semver<=0.3.0)                                | p@v0.2.0 p@v0.3.0-rc.1 p@v0.3.0-rc.2 p@v0.3.0
                (orka.semver=0.3.0)                                 | p@v0.3.0
                (orka.semver=0.3.0-rc.1+any)                        | p@v0.3.0-rc.1
                (orka.semver~=0.3)                                  | p@v0.3.0
                (orka.semver=1)                                     | p@1.0.0+b5
                (orka.semver>=99999999999)                          | p@99999999999.1
                (&(orka.semver>=0.2)(!(orka.semver>=0.3)))          | p@v0.2.0 p@v0.3.0-rc.1 p@v0.3.0-rc.2
                (&(orka.semver>=0.2)(!(orka.semver>=0.3.0-0)))      | p@v0.2.0
                (&(orka.semver>=0.3.0-rc.2)(!(orka.semver>=1.0-0))) | p@v0.3.0-rc.2 p@v0.3.0
                (!(orka.semver=*))                                  | p@main p
                """)
    void aRangeIsThatOfSemanticVersions(String filter, String expected) throws Exception {
        assertFound(filter, Set.of(expected.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "main", "0.3.x", "[0.2,0.3]", "0.3*", "*.1", "-1", "٣"})
    void anOperandThatIsNoVersionMatchesNothing(String operand) throws Exception {
        for (String operator : List.of(">=", "<=", "=", "~=")) {
            if (!operand.contains("*") || operator.equals("=")) {
                assertFound("(orka.semver" + operator + operand + ")", Set.of());
            }
        }
    }

    @Test
    void theVersionOfOsgiToolsKnowsNoPreReleases() throws Exception {
        assertThat(found("(&(orka.version>=0.3.0)(!(orka.version>=1)))"))
                .containsExactly("p@v0.3.0", "p@v0.3.0-rc.1", "p@v0.3.0-rc.2");
    }

    @Test
    void thePropertyIsTheVersionAsRegistered() throws Exception {
        ServiceReference<OrkaCall> one = system.getServiceReferences(OrkaCall.class, "(orka.key=p@v0.3.0-rc.1)")
                .iterator()
                .next();
        assertThat(one.getProperty("orka.semver"))
                .isEqualTo(new SemanticVersion("0.3.0-rc.1"))
                .hasToString("v0.3.0-rc.1");
    }

    /** Checks the filter in the framework, in a tracker, and in a filter created without a framework. */
    private static void assertFound(String filter, Set<String> keys) throws Exception {
        assertThat(found(filter)).as("framework").isEqualTo(keys);
        ServiceTracker<OrkaCall, OrkaCall> tracker = new ServiceTracker<>(
                system,
                system.createFilter(
                        "(&(" + Constants.OBJECTCLASS + "=" + OrkaCall.class.getName() + ")" + filter + ")"),
                null);
        tracker.open();
        try {
            assertThat(keys(tracker.getServiceReferences())).as("tracker").isEqualTo(keys);
        } finally {
            tracker.close();
        }
        Collection<ServiceReference<OrkaCall>> all = system.getServiceReferences(OrkaCall.class, null);
        assertThat(all).hasSameSizeAs(SERVED);
        assertThat(keys(all.stream()
                        .filter(FrameworkUtil.createFilter(filter)::match)
                        .toArray(ServiceReference<?>[]::new)))
                .as("without a framework")
                .isEqualTo(keys);
    }

    private static Set<String> found(String filter) throws Exception {
        return keys(system.getServiceReferences(OrkaCall.class, filter).toArray(ServiceReference<?>[]::new));
    }

    private static Set<String> keys(ServiceReference<?>[] references) {
        return references == null
                ? Set.of()
                : List.of(references).stream()
                        .map(reference -> (String) requireNonNull(reference.getProperty("orka.key")))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
