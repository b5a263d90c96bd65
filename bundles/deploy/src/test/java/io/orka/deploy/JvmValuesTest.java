package io.orka.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.leaks.Leftover;
import io.orka.wrap.PluginBundle;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVM-wide values that a plugin sets during its construction are restored when the plugin is closed. */
class JvmValuesTest {

    private static final String NAME = "orka.test.value";
    private static final String SECURITY = "orka.test.security";

    @TempDir
    private Path temp;

    private RealFramework framework;
    private Deployer deployer;

    @BeforeEach
    void start() throws Exception {
        System.clearProperty(NAME);
        framework = new RealFramework(temp.resolve("cache"));
        deployer = framework.deployer(temp.resolve("run"), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(NAME);
        framework.stop();
    }

    private PluginBundle plugin(String key, String statements) throws Exception {
        return new PluginSources(Files.createTempDirectory(temp, "plugin"))
                .source("acme.Plugin", """
                        package acme;
                        import io.orka.sdk.*;
                        public class Plugin {
                            public Plugin() throws Exception { %s }
                            public Response callMethod(Request r) { return Response.ok(1); }
                        }
                        """.formatted(statements))
                .bundle(key);
    }

    private PluginBundle setter(String key, String value) throws Exception {
        return plugin(key, "System.setProperty(\"" + NAME + "\", \"" + value + "\");");
    }

    @Test
    void allOfItIsPutBackAndNamed() throws Exception {
        String home = System.getProperty("user.home");
        Locale locale = Locale.getDefault();
        Locale formats = Locale.getDefault(Locale.Category.FORMAT);
        TimeZone zone = TimeZone.getDefault();
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ProxySelector proxies = ProxySelector.getDefault();
        CookieHandler cookies = CookieHandler.getDefault();
        SSLContext tls = SSLContext.getDefault();
        String random = Security.getProperty("securerandom.source");
        PluginBundle bundle = plugin("p@1", """
                System.setProperty("user.home", "/nowhere");
                System.setProperty("orka.test.value", "new");
                System.clearProperty("java.vendor.url");
                java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tlh-KL"));
                java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("Asia/Kathmandu"));
                System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
                System.setErr(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
                System.setIn(java.io.InputStream.nullInputStream());
                java.net.ProxySelector.setDefault(java.net.ProxySelector.of(null));
                java.net.CookieHandler.setDefault(new java.net.CookieManager());
                var tls = javax.net.ssl.SSLContext.getInstance("TLS");
                tls.init(null, null, null);
                javax.net.ssl.SSLContext.setDefault(tls);
                java.security.Security.setProperty("securerandom.source", "file:/nowhere");
                java.security.Security.setProperty("orka.test.security", "new");
                """);
        String vendor = System.getProperty("java.vendor.url");
        List<Leftover> left;
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            BoundPlugin bound = deployment.bind();
            assertThat(System.getProperty("user.home")).isEqualTo("/nowhere");
            assertThat(CookieHandler.getDefault()).isInstanceOf(CookieManager.class);
            bound.close();
            left = ((HostJvmPlugin) bound).leftBehind();
        }

        assertThat(System.getProperty("user.home")).isEqualTo(home);
        assertThat(System.getProperty(NAME)).isNull();
        assertThat(System.getProperty("java.vendor.url")).isEqualTo(vendor);
        assertThat(Locale.getDefault()).isEqualTo(locale);
        assertThat(Locale.getDefault(Locale.Category.FORMAT)).isEqualTo(formats);
        assertThat(TimeZone.getDefault()).isEqualTo(zone);
        assertThat(System.out).isSameAs(out);
        assertThat(System.err).isSameAs(err);
        assertThat(System.in).isSameAs(in);
        assertThat(ProxySelector.getDefault()).isSameAs(proxies);
        assertThat(CookieHandler.getDefault()).isSameAs(cookies);
        assertThat(SSLContext.getDefault().getProtocol()).isEqualTo(tls.getProtocol());
        assertThat(Security.getProperty("securerandom.source")).isEqualTo(random);
        assertThat(Security.getProperty(SECURITY)).isNull();
        assertThat(left)
                .contains(
                        new Leftover("system property", "user.home", true),
                        new Leftover("default locale", "tlh-KL", true),
                        new Leftover("default time zone", "Asia/Kathmandu", true),
                        new Leftover("security property", SECURITY, true))
                .extracting(Leftover::kind)
                .contains("System.in", "System.out", "System.err", "default CookieHandler", "default SSLContext")
                .containsOnlyOnce("default locale");
    }

    @Test
    void whatAConstructorThatThrowsHasSetIsPutBack() throws Exception {
        PluginBundle bundle = plugin(
                "p@1",
                "System.setProperty(\"" + NAME + "\", \"new\"); if (true) throw new IllegalStateException(\"no\");");
        try (Deployment deployment = RealFramework.deploy(deployer, bundle)) {
            assertThatThrownBy(deployment::bind).isInstanceOf(DeployFailure.class);
        }
        assertThat(System.getProperty(NAME)).isNull();
    }

    @Test
    void whoSetItLastKeepsItAndTheFirstValueComesBackInTheEnd() throws Exception {
        System.setProperty(NAME, "host");
        try (Deployment one = RealFramework.deploy(deployer, setter("one@1", "1"));
                Deployment two = RealFramework.deploy(deployer, setter("two@1", "2"))) {
            BoundPlugin first = one.bind();
            BoundPlugin second = two.bind();

            first.close();
            assertThat(((HostJvmPlugin) first).leftBehind()).isEmpty();
            assertThat(System.getProperty(NAME)).isEqualTo("2");

            second.close();
            assertThat(((HostJvmPlugin) second).leftBehind())
                    .containsExactly(new Leftover("system property", NAME, true));
            assertThat(System.getProperty(NAME)).isEqualTo("host");
        }
    }

    @Test
    void theValueOfOneThatLivesOnIsPutBackToIt() throws Exception {
        try (Deployment one = RealFramework.deploy(deployer, setter("one@1", "1"));
                Deployment two = RealFramework.deploy(deployer, setter("two@1", "2"))) {
            BoundPlugin first = one.bind();
            two.bind().close();
            assertThat(System.getProperty(NAME)).isEqualTo("1");
            first.close();
            assertThat(System.getProperty(NAME)).isNull();
        }
    }

    @Test
    void aVersionThatSetsTheSameKeepsItAndOneThatDoesNotHasItAsBefore() throws Exception {
        try (Deployment one = RealFramework.deploy(deployer, setter("p@1", "same"));
                Deployment two = RealFramework.deploy(deployer, setter("p@2", "same"));
                Deployment three = RealFramework.deploy(deployer, plugin("p@3", ""))) {
            BoundPlugin first = one.bind();
            BoundPlugin second = two.bind();
            first.close();
            assertThat(System.getProperty(NAME)).isEqualTo("same");

            BoundPlugin third = three.bind();
            second.close();
            assertThat(System.getProperty(NAME)).isNull();
            third.close();
        }
    }

    @Test
    void theSameLocaleAndZoneOfTheNextVersionStay() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String set = "java.util.Locale.setDefault(java.util.Locale.forLanguageTag(\"tlh-KL\"));"
                + "java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone(\"Asia/Kathmandu\"));";
        try (Deployment one = RealFramework.deploy(deployer, plugin("p@1", set));
                Deployment two = RealFramework.deploy(deployer, plugin("p@2", set))) {
            BoundPlugin first = one.bind();
            BoundPlugin second = two.bind();
            first.close();
            assertThat(Locale.getDefault().toLanguageTag()).isEqualTo("tlh-KL");
            assertThat(TimeZone.getDefault().getID()).isEqualTo("Asia/Kathmandu");
            second.close();
        }
        assertThat(Locale.getDefault()).isEqualTo(locale);
        assertThat(TimeZone.getDefault()).isEqualTo(zone);
    }

    @Test
    void whatTheHostSetAfterwardsOrAtOtherTimesStays() throws Exception {
        try (Deployment one = RealFramework.deploy(deployer, setter("one@1", "1"));
                Deployment two = RealFramework.deploy(deployer, plugin("two@1", ""))) {
            BoundPlugin first = one.bind();
            System.setProperty(NAME, "host");
            two.bind().close();
            first.close();
            assertThat(((HostJvmPlugin) first).leftBehind()).isEmpty();
            assertThat(System.getProperty(NAME)).isEqualTo("host");
        }
    }
}
