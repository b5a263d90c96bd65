package io.orka.checkout;

import io.orka.registry.GitSettings;
import java.util.Map;

/**
 * How https leads to hosts: through which proxies, whose certificates are believed, and which ones are shown.
 *
 * @param proxies the proxies
 * @param trust the authorities
 * @param keys the certificates of this host
 */
record HttpRoutes(Proxies proxies, Trust trust, ClientKeys keys) {

    static HttpRoutes of(GitSettings settings, Map<String, String> environment) {
        return new HttpRoutes(
                new Proxies(settings.proxy(), environment),
                new Trust(settings.authorities(), environment),
                new ClientKeys(System.getProperties()));
    }
}
