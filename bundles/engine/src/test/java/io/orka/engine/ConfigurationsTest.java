package io.orka.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configuration files become OSGi configurations at the start of the host and while it runs. */
class ConfigurationsTest {

    private static final String SEEN = "configurations.seen";

    @TempDir
    private Path directory;

    private EngineHome home;

    @BeforeEach
    void make() throws Exception {
        home = new EngineHome(directory);
        System.getProperties().put(SEEN, "");
    }

    @AfterEach
    void close() throws Exception {
        home.closeForGood();
    }

    private void write(String file, String text) throws IOException {
        Path beside = Files.writeString(directory.resolve("beside"), text);
        Files.move(beside, home.config().resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private ConfigurationAdmin admin() {
        return home.context().getService(home.context().getServiceReference(ConfigurationAdmin.class));
    }

    private @Nullable Object value(String pid, String key) {
        try {
            Configuration[] found = admin().listConfigurations("(service.pid=" + pid + ")");
            return found == null ? null : found[0].getProperties().get(key);
        } catch (IllegalStateException deletedMeanwhile) {
            return null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String seen() {
        return String.valueOf(System.getProperties().get(SEEN));
    }

    private void writeConfiguredBundle() throws IOException {
        TestJar.bundle("com.acme.core", "1.0.0")
                .component(
                        "com.acme.Core",
                        "immediate=\"true\" configuration-policy=\"require\" configuration-pid=\"com.acme.engine\" modified=\"activate\"",
                        "",
                        "public void activate(java.util.Map<String, Object> all) { System.getProperties().merge(\""
                                + SEEN + "\", all.get(\"port\") + \" \", (a, b) -> \"\" + a + b); }")
                .write(home.bundles().resolve("core.jar"));
    }

    /** The configuration exists before the component, so the component never has another one. */
    @Test
    void aComponentIsActivatedWithItsConfiguration() throws Exception {
        writeConfiguredBundle();
        write("engine.json", "{\"com.acme.engine\": {\"port:Integer\": 8080}}");
        home.open();

        assertThat(home.bundle("core.jar").components())
                .singleElement()
                .satisfies(component -> assertThat(component.state()).isEqualTo(EngineComponent.State.ACTIVE));
        assertThat(seen()).isEqualTo("8080 ");

        write("engine.json", "{\"com.acme.engine\": {\"port:Integer\": 9090}}");
        home.await("the change", () -> seen().equals("8080 9090 "));
    }

    @Test
    void propertiesFilesAreConfigurationsToo() throws Exception {
        write("com.acme.engine.cfg", "port=8080");
        write("com.acme.pool-blue.cfg", "size=3");
        write("com.acme.pool~red.cfg", "size=4");
        home.open();

        assertThat(value("com.acme.engine", "port")).isEqualTo("8080");
        assertThat(value("com.acme.pool~blue", "size")).isEqualTo("3");
        assertThat(value("com.acme.pool~red", "service.factoryPid")).isEqualTo("com.acme.pool");
    }

    @Test
    void filesThatComeChangeAndGoAreNoticed() throws Exception {
        home.open();
        assertThat(home.context().getServiceReference(ConfigurationAdmin.class)).isNull();

        write("a.json", "{\"com.acme.a\": {\"n\": 1}, \"com.acme.b\": {\"n\": 1}}");
        home.await(
                "it comes",
                () -> home.context().getServiceReference(ConfigurationAdmin.class) != null
                        && Long.valueOf(1).equals(value("com.acme.b", "n")));
        write("a.json", "{\"com.acme.a\": {\"n\": 2}}");
        home.await(
                "it changes",
                () -> Long.valueOf(2).equals(value("com.acme.a", "n")) && value("com.acme.b", "n") == null);
        Files.delete(home.config().resolve("a.json"));
        home.await("it goes", () -> value("com.acme.a", "n") == null);
    }

    @Test
    void aBrokenFileLeavesTheLastGoodConfiguration() throws Exception {
        write("a.json", "{\"com.acme.a\": {\"n\": 1}}");
        home.open();

        write("a.json", "{\"com.acme.a\": {\n\"n:int\": \"many\"}}");
        home.await("it is told", () -> !home.engine().configurationFailures().isEmpty());
        String line = home.engine().configurationFailures().get(0).line();
        assertThat(line)
                .startsWith("ORKA-CONF-01: a.json has 1 problem: 1) 2:10 'n' must be of type int but is a string");
        assertThat(home.logged(line)).hasSize(1);
        assertThat(value("com.acme.a", "n")).isEqualTo(1L);

        home.close();
        home.open();
        assertThat(home.engine().configurationFailures()).hasSize(1);
        assertThat(value("com.acme.a", "n")).as("after a restart").isEqualTo(1L);

        write("a.json", "{\"com.acme.a\": {\"n\": 2}}");
        home.await("it is right again", () -> Long.valueOf(2).equals(value("com.acme.a", "n")));
        assertThat(home.engine().configurationFailures()).isEmpty();
    }

    @Test
    void whatWasDeletedWhileNoHostRanIsGone() throws Exception {
        write("a.json", "{\"com.acme.a\": {\"n\": 1}}");
        write("b.json", "{\"com.acme.b\": {\"n\": 1}}");
        home.open();
        home.close();
        Files.delete(home.config().resolve("a.json"));
        home.open();

        assertThat(value("com.acme.a", "n")).isNull();
        assertThat(value("com.acme.b", "n")).isEqualTo(1L);
    }

    @Test
    void configurationsThatCodeMadeAreKept() throws Exception {
        write("a.json", "{\"com.acme.a\": {\"n\": 1}}");
        home.open();
        Dictionary<String, Object> properties = FrameworkUtil.asDictionary(Map.of("n", 7L));
        admin().getConfiguration("com.acme.made", "?").update(properties);
        home.close();
        home.open();

        assertThat(value("com.acme.made", "n")).isEqualTo(7L);
        write("a.json", "{\"com.acme.a\": {\"n\": 2}}");
        home.await("the change", () -> Long.valueOf(2).equals(value("com.acme.a", "n")));
        assertThat(value("com.acme.made", "n")).isEqualTo(7L);
    }

    @Test
    void onePidInTwoFilesIsTold() throws Exception {
        write("a.json", "{\"com.acme.a\": {\"n\": 1}}");
        write("com.acme.a.cfg", "n=2");
        home.open();

        assertThat(home.engine().configurationFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.line())
                        .startsWith(
                                "ORKA-ENGINE-14: the configuration com.acme.a of com.acme.a.cfg is already in a.json"));
        assertThat(value("com.acme.a", "n")).isEqualTo(1L);

        Files.delete(home.config().resolve("a.json"));
        home.await("the other one", () -> "2".equals(value("com.acme.a", "n")));
        home.await("no failure", () -> home.engine().configurationFailures().isEmpty());
    }

    @Test
    void whatBelongsToOthersIsNotRead() throws Exception {
        write("plugins.json", "{\"com.acme.a\": {}}");
        write("host.json", "{\"com.acme.b\": {}}");
        write("registry.json", "{\"com.acme.c\": {}}");
        write("staging.json", "[ not even JSON");
        write(".hidden.json", "no JSON");
        write("credentials.properties", "a=b");
        home.open();

        assertThat(home.engine().configurationFailures()).isEmpty();
        assertThat(home.context().getServiceReference(ConfigurationAdmin.class)).isNull();
    }

    @Test
    void namesAndValuesOutsideAsciiArriveAsTheyAre() throws Exception {
        write("käse.json", "{\"com.acme.käse\": {\"sorte\": \"Müller 🧀\"}}");
        home.open();
        home.close();
        home.open();

        assertThat(value("com.acme.käse", "sorte")).isEqualTo("Müller 🧀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000\u0000\u0000\u0000"})
    void aStoredConfigurationThatIsLostIsWrittenAgain(String broken) throws Exception {
        writeConfiguredBundle();
        write("a.json", "{\"com.acme.a\": {\"n\": 1}}");
        home.open();
        home.close();
        Path stored = home.data().resolve("org.apache.felix.configadmin/config/com/acme/a.config");
        assertThat(stored).exists();
        Files.writeString(stored, broken);

        home.open();

        assertThat(value("com.acme.a", "n")).isEqualTo(1L);
    }

    @Test
    void aStoredConfigurationThatCannotBeReadIsToldAndTheOthersAreThere() throws Exception {
        writeConfiguredBundle();
        write("a.json", "{\"com.acme.a\": {\"n\": 1}}");
        write("engine.json", "{\"com.acme.engine\": {\"port\": 8080}}");
        home.open();
        home.close();
        Files.writeString(
                home.data().resolve("org.apache.felix.configadmin/config/com/acme/a.config"), "no configuration");

        home.open();

        assertThat(home.engine().configurationFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.line())
                        .startsWith("ORKA-ENGINE-15: the configurations of a.json could not be stored: "));
        assertThat(home.bundle("core.jar").state()).isEqualTo(EngineState.ACTIVE);
        assertThat(seen()).isEqualTo("8080 8080 ");
    }

    /**
     * Felix cannot store a configuration where a directory is. After the directory is deleted, the configuration is
     * stored without a change of its file.
     */
    @Test
    void oneThatCannotBeStoredKeepsNoOtherOfItsFileAndIsTriedAgain() throws Exception {
        Path inTheWay = home.data().resolve("org.apache.felix.configadmin/config/com/acme/a.config/x");
        Files.createDirectories(inTheWay);
        write("both.json", "{\"com.acme.a\": {\"n\": 1}, \"com.acme.b\": {\"n\": 2}}");
        home.open();
        assertThat(value("com.acme.b", "n")).isEqualTo(2L);
        assertThat(home.engine().configurationFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("ORKA-ENGINE-15"));

        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());

        home.await("it is stored", () -> home.engine().configurationFailures().isEmpty());
        assertThat(value("com.acme.a", "n")).isEqualTo(1L);
        assertThat(home.logged("ORKA-ENGINE-15")).hasSize(1);
    }

    @Test
    void anUpdateReadsABrokenFileAgainThatLooksTheSame() throws Exception {
        writeConfiguredBundle();
        Path file = Files.writeString(home.config().resolve("a.json"), "{\"com.acme.a\": {\"n\": 1]}");
        FileTime time = Files.getLastModifiedTime(file);
        home.open();
        assertThat(home.engine().configurationFailures()).hasSize(1);
        Files.writeString(file, "{\"com.acme.a\": {\"n\": 1}}");
        Files.setLastModifiedTime(file, time);

        List<EngineChange> unused = home.engine().update();

        assertThat(home.engine().configurationFailures()).isEmpty();
        assertThat(value("com.acme.a", "n")).isEqualTo(1L);
    }

    @Test
    void othersAreThereForThoseWhoNeedThem() throws Exception {
        home.open();
        int own = home.context().getBundles().length;

        Path jar = TestJar.bundle("com.acme.byhand", "1.0.0")
                .component("com.acme.Part", "immediate=\"true\"", "", "public void activate() {}")
                .write(directory.resolve("elsewhere/byhand.jar"));
        var bundle = home.context().installBundle(jar.toUri().toString());
        bundle.start();

        assertThat(own).as("nothing before").isEqualTo(1);
        assertThat(Stream.of(home.context().getBundles()))
                .extracting(each -> String.valueOf(each.getSymbolicName()))
                .contains("org.apache.felix.configadmin", "org.apache.felix.metatype", "org.apache.felix.scr");
        assertThat(new Components(home.context()).of(bundle))
                .singleElement()
                .satisfies(component -> assertThat(component.state()).isEqualTo(EngineComponent.State.ACTIVE));
    }

    /** The guide for engine bundles documents this. */
    @Test
    void eventAdminIsAnEngineBundleLikeAnyOther() throws Exception {
        Path jar = EngineHome.jar("org.apache.felix.eventadmin");
        Files.createDirectories(home.bundles());
        Files.copy(jar, home.bundles().resolve(jar.getFileName()));
        home.open();

        assertThat(home.bundle(jar.getFileName().toString()).state()).isEqualTo(EngineState.ACTIVE);
        assertThat(home.context().getAllServiceReferences("org.osgi.service.event.EventAdmin", null))
                .hasSize(1);
    }
}
