package io.orka.checkout;

import io.orka.registry.ProxyAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Selects the proxy for a server: the proxy in the settings, otherwise the proxy in the environment. {@code no_proxy}
 * applies to both proxies, as in Git.
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
     * The route of a connection.
     *
     * @param proxy the proxy, or {@code null} for a direct connection
     */
    record Way(@Nullable ProxyAddress proxy) {}

    /**
     * Returns the route to a server, or empty when no proxy is configured.
     *
     * @throws CheckoutFailure {@code ORKA-GIT-19} when the proxy in the environment is invalid
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
                    "Fix the variable, or set 'git.proxy' in config/host.json.",
                    e);
        }
    }

    /**
     * Returns the authenticator of a route. Each route has one shared instance, since Java caches a login per
     * authenticator and then needs no further request to the proxy.
     */
    ProxyLogin login(Way way) {
        return logins.computeIfAbsent(way, one -> new ProxyLogin(one.proxy()));
    }
}
