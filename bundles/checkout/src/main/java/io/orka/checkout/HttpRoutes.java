package io.orka.checkout;

import io.orka.registry.GitSettings;
import java.util.Map;

/**
 * How https leads to hosts: through which proxies, and whose certificates are believed.
 *
 * @param proxies the proxies
 * @param trust the authorities
 */
record HttpRoutes(Proxies proxies, Trust trust) {

    static HttpRoutes of(GitSettings settings, Map<String, String> environment) {
        return new HttpRoutes(
                new Proxies(settings.proxy(), environment), new Trust(settings.authorities(), environment));
    }
}
