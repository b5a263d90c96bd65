package io.orka.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the dependencies of modules, packages and libraries, and the rules for names, output and exceptions. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.orka");

    /** The modules on which a module may depend, in addition to the SDK and itself. */
    private static final Map<String, Set<String>> MODULES = Map.ofEntries(
            Map.entry("sdk", Set.of()),
            Map.entry("api", Set.of()),
            Map.entry("identity", Set.of()),
            Map.entry("json", Set.of("identity")),
            Map.entry("entry", Set.of()),
            Map.entry("wire", Set.of()),
            Map.entry("guest", Set.of("entry", "wire")),
            Map.entry("durable", Set.of()),
            Map.entry("logging", Set.of()),
            Map.entry("registry", Set.of("identity", "json", "durable")),
            Map.entry("checkout", Set.of("identity", "registry", "durable")),
            Map.entry("build", Set.of("identity", "json", "checkout", "registry")),
            Map.entry("wrap", Set.of("identity", "entry", "build", "checkout", "registry", "durable")),
            Map.entry("store", Set.of("identity", "wrap", "registry", "durable")),
            Map.entry("interrupt", Set.of()),
            Map.entry("calls", Set.of("identity", "entry")),
            Map.entry("process", Set.of("identity", "json", "wire", "calls")),
            Map.entry("leaks", Set.of("identity", "entry")),
            Map.entry(
                    "deploy", Set.of("identity", "entry", "wire", "process", "leaks", "wrap", "registry", "interrupt")),
            Map.entry(
                    "plugins",
                    Set.of(
                            "identity",
                            "registry",
                            "checkout",
                            "build",
                            "wrap",
                            "store",
                            "process",
                            "leaks",
                            "deploy",
                            "interrupt",
                            "calls",
                            "durable")),
            Map.entry("facade", Set.of("api", "identity", "plugins", "registry")),
            Map.entry("engine", Set.of("identity", "registry", "durable")),
            Map.entry("shell", Set.of("identity", "json", "plugins", "engine", "registry", "durable")),
            Map.entry(
                    "launcher",
                    Set.of(
                            "api",
                            "identity",
                            "json",
                            "facade",
                            "engine",
                            "entry",
                            "wire",
                            "guest",
                            "logging",
                            "registry",
                            "checkout",
                            "build",
                            "wrap",
                            "store",
                            "deploy",
                            "process",
                            "calls",
                            "plugins",
                            "shell",
                            "durable")));

    @Test
    void everyModuleIsSeen() {
        assertThat(CLASSES).hasSizeGreaterThan(100);
        assertThat(CLASSES.stream().map(ArchitectureTest::module).distinct())
                .containsExactlyInAnyOrderElementsOf(MODULES.keySet());
    }

    @Test
    void aModuleKnowsOnlyThoseItMay() {
        MODULES.forEach((module, known) -> {
            String[] strangers = MODULES.keySet().stream()
                    .filter(other -> !other.equals(module) && !other.equals("sdk") && !known.contains(other))
                    .map(other -> "io.orka." + other + "..")
                    .toArray(String[]::new);
            if (strangers.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("io.orka." + module + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(strangers)
                        .check(CLASSES);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "com.fasterxml.., json",
        "org.eclipse.jgit.., checkout",
        "org.apache.maven.., build",
        "org.objectweb.asm.., wrap deploy",
        "org.osgi.framework.., wrap deploy engine shell logging launcher",
        "org.osgi.service.cm.., engine",
        "org.osgi.service.component.., engine",
        "org.osgi.service.log.., logging",
        "org.apache.felix.., shell logging",
        "org.jline.., shell launcher",
        "picocli.., launcher",
        "ch.qos.logback.., logging"
    })
    void aLibraryHasItsOwners(String library, String owners) {
        String[] packages = List.of(owners.split(" ", -1)).stream()
                .map(module -> "io.orka." + module + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.orka.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyThoseWhoTalkToPeoplePrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.orka.shell..",
                        "io.orka.launcher..",
                        "io.orka.logging..",
                        "io.orka.build.worker..",
                        "io.orka.guest..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void nobodyThrowsExceptionsThatSayNothing() {
        Set<String> saysNothing =
                Set.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Error", "java.lang.Throwable");
        noClasses()
                .should()
                .callConstructorWhere(describe(
                        "one of them, other than from a subclass",
                        call -> saysNothing.contains(call.getTargetOwner().getName())
                                && !call.getOriginOwner().isAssignableTo(Throwable.class)))
                .check(CLASSES);
    }

    @Test
    void namesSayTheRole() {
        List<String> empty =
                List.of("util", "helper", "manager", "impl", "common", "core", "base", "default", "abstract");
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
                .noneMatch(name -> empty.stream().anyMatch(word -> words(name).contains(word)));
    }

    private static List<String> words(String name) {
        return List.of(name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split(" ", -1));
    }

    private static String module(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[2];
    }
}
