package io.orka.process;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The environment plugin processes see: what is needed to find programs and the network. The host's secrets are not for them. */
final class ProcessEnvironment {

    /** Where the process finds the socket it has to connect to. */
    static final String SOCKET = "ORKA_SOCKET";

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

    static Map<String, String> of(Map<String, String> host, String socket, ProcessMark mark) {
        Map<String, String> environment = new TreeMap<>();
        host.forEach((name, value) -> {
            if (PASSED.contains(name) || name.startsWith("LC_")) {
                environment.put(name, value);
            }
        });
        environment.put(SOCKET, socket);
        environment.put(ProcessMark.VARIABLE, mark.value());
        return environment;
    }
}
