package io.orka.build;

import io.orka.build.worker.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment of build code, without the host's secrets. The only variables are those for programs, the user's
 * files and the network, and those to which the operator's Maven settings refer.
 */
final class WorkerEnvironment {

    private static final Set<String> PASSED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LANGUAGE",
            "TZ",
            "TMPDIR",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY");
    private static final Pattern NAMED_IN_SETTINGS = Pattern.compile("\\$\\{env\\.([A-Za-z_][A-Za-z0-9_]*)}");

    private WorkerEnvironment() {}

    static Map<String, String> of(Map<String, String> host, BuildTools tools, String marker) throws IOException {
        Set<String> named = new TreeSet<>(PASSED);
        named.addAll(namedIn(tools.mavenHome().resolve("conf/settings.xml")));
        named.addAll(namedIn(tools.userSettings()));
        named.addAll(namedIn(tools.userSettings().resolveSibling("toolchains.xml")));
        Map<String, String> environment = new TreeMap<>();
        host.forEach((name, value) -> {
            if (named.contains(name) || name.startsWith("LC_")) {
                environment.put(name, value);
            }
        });
        environment.put("JAVA_HOME", tools.javaHome().toString());
        environment.put(ProcessTree.MARKER, marker);
        return environment;
    }

    private static Set<String> namedIn(Path settings) throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isRegularFile(settings)) {
            Matcher matcher = NAMED_IN_SETTINGS.matcher(Files.readString(settings));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }
}
