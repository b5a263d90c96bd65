package io.orka.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that a build leaves in its worker does not reach other builds. A worker without such state is reused. */
class SpoiledWorkerTest {

    private static final String TELL = "System.out.println(\"WORKER \" + ProcessHandle.current().pid() + \" \" + %s);";
    private static final Pattern TOLD = Pattern.compile("WORKER (\\d+) (.*)");

    @TempDir
    private Path directory;

    private Builds builds;

    @BeforeEach
    void open() {
        builds = Fixture.builds(directory, Duration.ofMinutes(3));
    }

    @AfterEach
    void close() {
        builds.close();
    }

    /** Finds the line that the build's code has printed. */
    private Matcher told(BuiltJar built) throws IOException {
        Matcher told = TOLD.matcher(Files.readString(built.log()));
        assertThat(told.find()).as("it told").isTrue();
        return told;
    }

    private Matcher run(String code, String told) throws IOException {
        return told(builds.build(WildProject.of(directory, code + TELL.formatted(told)), phase -> {}));
    }

    private String worker() throws IOException {
        return run("", "0").group(1);
    }

    @Test
    void aThreadOfABuildIsInNoOtherBuildsProcess() throws IOException {
        String before = worker();
        BuiltJar leaver = builds.build(WildProject.of(directory, """
                        Thread poller = new Thread(() -> { while (true) { java.util.concurrent.locks.LockSupport.park(); } });
                        poller.setName("poller");
                        poller.setDaemon(true);
                        poller.start();
                        """ + TELL.formatted("0")), phase -> {});
        assertThat(leaver.jar()).isRegularFile();
        assertThat(told(leaver).group(1)).isEqualTo(before);
        assertThat(leaver.log()).content().contains("left behind: thread 'poller'");

        String after = worker();
        assertThat(after).isNotEqualTo(before);
        assertThat(worker()).isEqualTo(after);
    }

    @Test
    void aTaskInTheCommonPoolIsSuchAThread() throws IOException {
        String before = run(
                        "java.util.concurrent.ForkJoinPool.commonPool().submit(() -> { while (true) {"
                                + " java.util.concurrent.locks.LockSupport.park(); } });",
                        "0")
                .group(1);
        assertThat(worker()).isNotEqualTo(before);
    }

    @Test
    void threadsThatAreTheJvmsOrEndKeepTheWorker() throws IOException {
        String before = worker();
        String same = run("""
                new ProcessBuilder("true").start().waitFor();
                java.util.stream.IntStream.range(0, 1000).parallel().sum();
                java.util.concurrent.CompletableFuture.runAsync(() -> { }).join();
                java.lang.ref.Cleaner.create();
                new Thread(() -> { try { Thread.sleep(50); } catch (InterruptedException e) { } }).start();
                """, "0").group(1);
        assertThat(same).isEqualTo(before);
        assertThat(worker()).isEqualTo(before);
    }

    @Test
    void defaultsThatABuildSetAreAsBeforeInTheNext() throws IOException {
        String defaults = "java.util.Locale.getDefault() + \" \""
                + "+ java.util.Locale.getDefault(java.util.Locale.Category.FORMAT) + \" \""
                + "+ java.util.TimeZone.getDefault().getID() + \" \" + System.getProperty(\"user.home\") + \" \""
                + "+ Thread.getDefaultUncaughtExceptionHandler() + \" \" + java.net.ProxySelector.getDefault() + \" \""
                + "+ java.net.Authenticator.getDefault() + \" \""
                + "+ java.security.Security.getProperty(\"securerandom.source\")";
        Matcher before = run("", defaults);
        Matcher changer = run("""
                java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tlh-KL"));
                java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("Asia/Kathmandu"));
                System.setProperty("user.home", "/nowhere");
                Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> { });
                java.net.ProxySelector.setDefault(null);
                java.net.Authenticator.setDefault(new java.net.Authenticator() { });
                java.security.Security.setProperty("securerandom.source", "file:/nowhere");
                System.setIn(null);
                System.setOut(new java.io.PrintStream(System.out, true));
                """, "0");
        assertThat(changer.group(1)).isEqualTo(before.group(1));

        Matcher after = run("", defaults);
        assertThat(after.group(1)).as("the same process").isEqualTo(before.group(1));
        assertThat(after.group(2)).isEqualTo(before.group(2));
    }

    @Test
    void whatCannotBeSetAsBeforeEndsTheWorker() throws IOException {
        String before = run("java.security.Security.setProperty(\"networkaddress.cache.ttl\", \"0\");", "0")
                .group(1);
        Matcher after = run("", "java.security.Security.getProperty(\"networkaddress.cache.ttl\")");
        assertThat(after.group(1)).isNotEqualTo(before);
        assertThat(after.group(2)).isEqualTo("null");
    }

    @Test
    void theUsualPluginsOfMavenLeaveNothing() throws IOException {
        String before = worker();
        for (boolean tests : new boolean[] {false, true}) {
            Checkout checkout = new Fixture(Files.createTempDirectory(directory, "usual"))
                    .with(
                            "pom.xml",
                            Fixture.pom("usual", Fixture.dependencies("org.junit.jupiter:junit-jupiter:5.12.2:test")))
                    .with("src/main/java/acme/Hello.java", "package acme; public class Hello { }")
                    .with("src/main/resources/words.txt", "words")
                    .with("src/test/java/acme/HelloTest.java", """
                            package acme;
                            class HelloTest { @org.junit.jupiter.api.Test void runs() { } }
                            """)
                    .checkout("", tests);
            assertThat(builds.build(checkout, phase -> {}).log()).content().doesNotContain("left behind");
        }
        assertThat(worker()).isEqualTo(before);
    }

    @Test
    void aSystemPropertyOfTheHostThatChangedLaterReachesNoWorker() throws IOException {
        String home = System.getProperty("user.home");
        System.setProperty("user.home", "/nowhere");
        try {
            assertThat(run("", "System.getProperty(\"user.home\")").group(2)).isEqualTo(home);
        } finally {
            System.setProperty("user.home", home);
        }
    }
}
