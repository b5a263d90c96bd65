package io.orka.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The environment of plugin processes: the variables for programs and the network, without the host's secrets. */
final class ProcessEnvironment {

    /** The path of the socket that the process connects to. */
    static final String SOCKET = "ORKA_SOCKET";

    /** The directory with the files of the plugin's repository. */
    private static final String FILES = "ORKA_PLUGIN_DIR";

    private static final Set<String> PASSED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LANGUAGE",
            "TZ",
            "TMPDIR",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY");

    private ProcessEnvironment() {}

    /**
     * Returns all variables of one process.
     *
     * @param host the host's variables
     * @param setup the setup with the variables of the plugin's entry and of the limits
     * @param files the directory of the plugin's files, if any
     */
    static Map<String, String> of(
            Map<String, String> host, Setup setup, @Nullable Path files, String socket, ProcessMark mark) {
        Map<String, String> environment = new TreeMap<>();
        host.forEach((name, value) -> {
            if (PASSED.contains(name) || name.startsWith("LC_")) {
                environment.put(name, value);
            }
        });
        setup.variables().forEach((name, value) -> environment.put(name, value.apply(host)));
        environment.putAll(setup.settings());
        if (files != null) {
            environment.put(FILES, files.toString());
        }
        environment.put(SOCKET, socket);
        environment.put(ProcessMark.VARIABLE, mark.value());
        return environment;
    }
}
