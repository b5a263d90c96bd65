package io.orka.build;

import io.orka.build.worker.ProcessTree;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The {@code go} command of this machine and its environment. The environment has only the variables for programs, the
 * user's files, the network and Go.
 *
 * @param program the absolute path of the command
 */
record GoTool(Path program) {

    private static final Path USUAL_PLACE = Path.of("/usr/local/go/bin");
    private static final Set<String> PASSED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "TZ",
            "TMPDIR",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "GOCACHE",
            "GOENV",
            "GOINSECURE",
            "GOMODCACHE",
            "GONOPROXY",
            "GONOSUMDB",
            "GOPATH",
            "GOPRIVATE",
            "GOPROXY",
            "GOSUMDB",
            "GOTOOLCHAIN",
            "GOVCS",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY");

    /**
     * Searches the PATH and the default installation directory for Go.
     *
     * @throws BuildFailure when Go is not installed
     */
    static GoTool find(Map<String, String> host) {
        return find(host, USUAL_PLACE);
    }

    static GoTool find(Map<String, String> host, Path usualPlace) {
        List<Path> directories = new ArrayList<>();
        for (String directory : host.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (directory.startsWith("/")) { // a relative path would be resolved in the plugin's directory
                directories.add(Path.of(directory));
            }
        }
        directories.add(usualPlace);
        return directories.stream()
                .map(directory -> directory.resolve("go"))
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst()
                .map(GoTool::new)
                .orElseThrow(BuildFailure::noGo);
    }

    /**
     * Returns the environment of a child process.
     *
     * @param cache the build cache of Go, unless the environment sets another directory
     */
    Map<String, String> environment(Map<String, String> host, Path cache, String marker) {
        Map<String, String> environment = new TreeMap<>();
        host.forEach((name, value) -> {
            if (PASSED.contains(name) || name.startsWith("LC_")) {
                environment.put(name, value);
            }
        });
        if (!environment.containsKey("HOME") && !environment.containsKey("GOCACHE")) {
            environment.put("GOCACHE", cache.toString());
            environment.putIfAbsent("GOPATH", cache.resolveSibling("go-path").toString());
        }
        // Ignore a workspace that contains the plugin, and the operator's flags for other builds.
        environment.put("GOWORK", "off");
        environment.put("GOFLAGS", "-trimpath"); // with an empty value, Go would use the value set by go env -w
        environment.put("GO111MODULE", "on");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put(ProcessTree.MARKER, marker);
        return environment;
    }
}
