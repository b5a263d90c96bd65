package io.orka.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    private static final String SECRET = "canary-5e1d";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("host.json");
    }

    private SettingsFile settings(Map<String, String> environment) {
        return new SettingsFile(file(), directory.resolve("last-good.json"), environment);
    }

    private HostSettings read(String text) throws IOException {
        Files.writeString(file(), text);
        return settings(Map.of()).read();
    }

    private static Setting setting(HostSettings settings, String name) {
        return settings.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRegistryIsAppliedByItselfOrOnCommand() throws IOException {
        assertThat(read("{}").apply()).isEqualTo(ApplyMode.AUTO);
        assertThat(read("{ \"apply\": \"auto\" }").apply()).isEqualTo(ApplyMode.AUTO);
        HostSettings manual = read("{\n\"apply\": \"manual\" }");
        assertThat(manual.apply()).isEqualTo(ApplyMode.MANUAL);
        assertThat(setting(manual, "apply")).isEqualTo(new Setting("apply", "manual", "host.json:2"));
        assertThatThrownBy(() -> read("{ \"apply\": \"Manual\" }"))
                .hasMessageContaining("1:12 'apply' must be auto or manual but is 'Manual'");
        assertThatThrownBy(() -> read("{ \"apply\": true }")).hasMessageContaining("'apply' must be a string");
        assertThatThrownBy(() -> read("{ \"aply\": \"auto\" }")).hasMessageContaining("did you mean 'apply'?");
    }

    @Test
    void withoutFileEverythingHasADefault() {
        HostSettings settings = settings(Map.of()).readForStart();

        assertThat(settings.problem()).isNull();
        assertThat(settings.git().deadline()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.build().deadline()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.build().parallel()).isGreaterThanOrEqualTo(2);
        assertThat(settings.all())
                .extracting(Setting::name)
                .containsExactly(
                        "git.deadline",
                        "git.maxFile",
                        "git.maxRepository",
                        "git.maxEntries",
                        "git.proxy",
                        "git.caFile",
                        "git.trustStore",
                        "git.trustStorePassword",
                        "build.deadline",
                        "build.parallel",
                        "apply");
        assertThat(settings.all()).allMatch(each -> each.from().equals("default"));
        assertThat(setting(settings, "git.deadline").value()).isEqualTo("2m");
        assertThat(setting(settings, "git.maxFile").value()).isEqualTo("50m");
        assertThat(setting(settings, "git.caFile").value()).isEmpty();
    }

    @Test
    void readsEverySettingWithItsLine() throws IOException {
        HostSettings settings = read("""
                {
                  "git": {
                    "deadline": "90s", "maxFile": "100m", "maxRepository": "2g", "maxEntries": 50000,
                    "proxy": "http://me:canary-5e1d@proxy.example.org:3128",
                    "caFile": "/etc/ssl/acme.pem",
                    "trustStore": "~/acme.p12",
                    "trustStorePassword": "env:ACME"
                  },
                  "build": { "deadline": "1h",
                    "parallel": 7 }
                }
                """);

        assertThat(settings.git())
                .isEqualTo(new GitSettings(
                        Duration.ofSeconds(90),
                        100L << 20,
                        2L << 30,
                        50_000,
                        new ProxyAddress(false, "proxy.example.org", 3128, "me", SECRET),
                        new GitSettings.Authorities(
                                Path.of("/etc/ssl/acme.pem"),
                                Path.of(System.getProperty("user.home"), "acme.p12"),
                                "env:ACME")));
        assertThat(settings.build()).isEqualTo(new BuildSettings(Duration.ofHours(1), 7));
        assertThat(setting(settings, "git.deadline")).isEqualTo(new Setting("git.deadline", "90s", "host.json:3"));
        assertThat(setting(settings, "git.proxy"))
                .isEqualTo(new Setting("git.proxy", "http://me:***@proxy.example.org:3128", "host.json:4"));
        assertThat(setting(settings, "build.parallel")).isEqualTo(new Setting("build.parallel", "7", "host.json:10"));
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @Test
    void numbersAllProblemsInTheOrderOfTheFile() {
        assertThatThrownBy(() -> read("""
                        {
                          "gti": {},
                          "git": { "deadline": "2 minutes", "maxFiles": 1, "maxFile": 50, "maxEntries": 0, "hosts": [],
                            "proxy": "https://me:canary-5e1d@proxy", "caFile": "acme.pem", "deadline": "1s",
                            "trustStorePassword": "canary-5e1d" },
                          "build": null,
                          "tenancy": "single"
                        }
                        """))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        e -> assertThat(e.line())
                                .isEqualTo("ORKA-SET-01: host.json has 12 problems: "
                                        + "1) 2:3 unknown section 'gti'; did you mean 'git'?; "
                                        + "2) 3:24 'git.deadline' must be an integer followed by ms, s, m or h, such as '30s', from 1ms to 24h but is '2 minutes'; "
                                        + "3) 3:37 unknown setting 'git.maxFiles'; did you mean 'maxFile'?; "
                                        + "4) 3:63 'maxFile' must be a string but is the number 50; "
                                        + "5) 3:81 'git.maxEntries' must be an integer from 1 to 10000000 but is 0; "
                                        + "6) 3:84 unknown setting 'git.hosts'; the known names are deadline, maxFile, maxRepository, maxEntries, proxy, caFile, trustStore, trustStorePassword; "
                                        + "7) 4:14 'git.proxy' must start with 'http://' or 'socks5://'; the scheme 'https' is not supported; "
                                        + "8) 4:56 'git.caFile' must be an absolute path, or a path that starts with ~/ but is 'acme.pem'; "
                                        + "9) 4:68 duplicate key 'deadline', first at 3:12; "
                                        + "10) 5:27 'git.trustStorePassword' must be a reference, 'env:NAME' or 'file:/path', and not the secret itself; "
                                        + "11) 6:12 'build' must be an object but is null; "
                                        + "12) 7:3 unknown section 'tenancy'; the known names are git, build, apply. "
                                        + "Fix " + file() + " and restart the host."));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    `` | 1:1 is empty
                    [] | 1:1 must be an object, such as {}, but is an array
                    {} {} | 1:4 has unexpected content
                    {"git": {"deadline": "0s"}} | 'git.deadline' must be
                    {"git": {"deadline": "25h"}} | 'git.deadline' must be
                    {"git": {"maxFile": "0m"}} | 'git.maxFile' must be
                    {"git": {"maxFile": "2000g"}} | 'git.maxFile' must be
                    {"git": {"proxy": "http://me:canary-5e1d%@h:1"}} | 'git.proxy' must be an address
                    {"git": {"proxy": "http://"}} | 'git.proxy' must be an address
                    {"git": {"proxy": "socks5://me:canary-5e1d@h:1"}} | authentication at SOCKS proxies is not supported
                    {"build": {"parallel": 1.5}} | 'build.parallel' must be
                    {"build": {"parallel": 257}} | 'build.parallel' must be
                    {"build": {"sandbox": true}} | unknown setting 'build.sandbox'
                    """)
    void namesWhatIsWrong(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example.org:3128,        http://proxy.example.org:3128",
        "HTTP://proxy.example.org,      http://proxy.example.org:1080",
        "http://ada@h:1/,               http://ada@h:1",
        "http://a%40b:p%3aw%2F@h:1,     http://a@b:***@h:1",
        "socks5h://[::1]:9,             socks5://[::1]:9",
    })
    void proxyIsReadAsCurlDoes(String text, String shown) {
        assertThat(ProxyAddress.parse(text)).hasToString(shown);
    }

    @Test
    void passwordOfAProxyIsDecoded() {
        ProxyAddress proxy = ProxyAddress.parse("http://a%40b:p%3aw+%2F:x@h:1");

        assertThat(proxy.user()).isEqualTo("a@b");
        assertThat(proxy.password()).isEqualTo("p:w+/:x");
    }

    @ParameterizedTest
    @CsvSource({
        "https_proxy, HTTPS_PROXY, https_proxy",
        "HTTPS_PROXY, all_proxy,   HTTPS_PROXY",
        "all_proxy,   ALL_PROXY,   all_proxy",
        "ALL_PROXY,   http_proxy,  ALL_PROXY",
    })
    void proxyOfTheEnvironmentIsShown(String first, String second, String counts) {
        Map<String, String> environment =
                Map.of(first, "http://me:" + SECRET + "@one:1", second, "http://me:" + SECRET + "@two:2");

        Setting proxy = setting(settings(environment).readForStart(), "git.proxy");

        assertThat(proxy).isEqualTo(new Setting("git.proxy", "http://me:***@one:1", "environment (" + counts + ")"));
    }

    @Test
    void proxyOfTheFileWins() throws IOException {
        Files.writeString(file(), "{\"git\": {\"proxy\": \"three:3\"}}");

        assertThat(setting(settings(Map.of("https_proxy", "one:1")).readForStart(), "git.proxy"))
                .isEqualTo(new Setting("git.proxy", "http://three:3", "host.json:1"));
    }

    @Test
    void mistakeLeavesTheLastGoodSettings() throws IOException {
        Files.writeString(file(), "{\"git\": {\"proxy\": \"http://me:" + SECRET + "@one:1\", \"deadline\": \"7s\"}}");
        settings(Map.of()).readForStart();
        Files.writeString(file(), "{\"git\": {\"deadline\": \"8s\",}}");

        HostSettings settings = settings(Map.of()).readForStart();

        assertThat(settings.problem()).isNotNull();
        assertThat(requireNonNull(settings.problem()).line()).startsWith("ORKA-SET-01: host.json has 1 problem: 1) 1:");
        assertThat(setting(settings, "git.deadline"))
                .isEqualTo(new Setting("git.deadline", "7s", "the last valid host.json:1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("last-good.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void mistakeOnTheFirstStartLeavesTheDefaults() throws IOException {
        Files.writeString(file(), "{");
        Files.writeString(directory.resolve("last-good.json"), "half a co");

        HostSettings settings = settings(Map.of()).readForStart();

        assertThat(settings.problem()).isNotNull();
        assertThat(settings.git()).isEqualTo(GitSettings.usual());
    }

    @Test
    void fileThatWasTakenAwayIsNotRemembered() throws IOException {
        Files.writeString(file(), "{\"git\": {\"deadline\": \"7s\"}}");
        settings(Map.of()).readForStart();
        Files.delete(file());
        settings(Map.of()).readForStart();
        Files.writeString(file(), "{");

        assertThat(settings(Map.of()).readForStart().git()).isEqualTo(GitSettings.usual());
    }

    @Test
    void whatIsNoFileIsNamed() throws IOException {
        Files.createDirectories(file());

        assertThatThrownBy(() -> settings(Map.of()).read())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("is not a regular file");
        assertThat(settings(Map.of()).readForStart().problem()).isNotNull();
    }
}
