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
 * The {@code go} command of this machine, and the environment it runs in: only what is needed to find programs, the user's
 * files and the network, and what the operator has set for Go itself.
 *
 * @param program its absolute path
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
     * Looks for Go on the path, and where its installer puts it.
     *
     * @throws BuildFailure when there is none
     */
    static GoTool find(Map<String, String> host) {
        return find(host, USUAL_PLACE);
    }

    static GoTool find(Map<String, String> host, Path usualPlace) {
        List<Path> directories = new ArrayList<>();
        for (String directory : host.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (directory.startsWith("/")) { // a relative one would be searched in the plugin
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
     * What a child sees.
     *
     * @param cache where Go keeps what it has compiled, on a machine where nothing else says so
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
        // A workspace around the plugin, and flags meant for the operator's own builds, are not the plugin's.
        environment.put("GOWORK", "off");
        environment.put("GOFLAGS", "-trimpath"); // where this is empty, Go takes what go env -w has set
        environment.put("GO111MODULE", "on");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put(ProcessTree.MARKER, marker);
        return environment;
    }
}
