package io.orka.checkout;

import io.orka.registry.ProxyAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to a host: the one of the settings, else that of the environment. {@code no_proxy} counts for both,
 * as with git.
 */
final class Proxies {

    private final @Nullable ProxyAddress fixed;
    private final Map<String, String> environment;
    private final NoProxy exempt;
    private final Map<Way, ProxyLogin> logins = new ConcurrentHashMap<>();

    Proxies(@Nullable ProxyAddress fixed, Map<String, String> environment) {
        this.fixed = fixed;
        this.environment = environment;
        String list = environment.get("no_proxy");
        this.exempt = NoProxy.of(list != null ? list : environment.getOrDefault("NO_PROXY", ""));
    }

    /**
     * Where a connection goes through.
     *
     * @param proxy the proxy, or {@code null} for a host that is reached without one
     */
    record Way(@Nullable ProxyAddress proxy) {}

    /**
     * The way to a host, or empty when nothing is said about proxies at all.
     *
     * @throws CheckoutFailure {@code ORKA-GIT-19} when the environment names one that cannot be used
     */
    Optional<Way> to(String host, int port) {
        Map.Entry<String, String> variable = fixed == null ? ProxyAddress.ofEnvironment(environment) : null;
        if (fixed == null && variable == null) {
            return Optional.empty();
        }
        if (exempt.covers(host, port)) {
            return Optional.of(new Way(null));
        }
        if (variable == null) {
            return Optional.of(new Way(fixed));
        }
        try {
            return Optional.of(new Way(ProxyAddress.parse(variable.getValue())));
        } catch (IllegalArgumentException e) {
            throw CheckoutFailure.proxy(
                    "the environment's " + variable.getKey() + " " + e.getMessage(),
                    "Correct it, or set 'git.proxy' in config/host.json",
                    e);
        }
    }

    /**
     * Who answers the proxy on a way: always the same object, since Java remembers a login for the one who gave it, and the
     * proxy need not ask again.
     */
    ProxyLogin login(Way way) {
        return logins.computeIfAbsent(way, one -> new ProxyLogin(one.proxy()));
    }
}
