package io.orka.checkout;

import io.orka.registry.GitSettings;
import java.util.Map;

/**
 * The settings of HTTPS connections: proxies, certificate authorities and client certificates.
 *
 * @param proxies the proxies
 * @param trust the certificate authorities
 * @param keys the client certificates
 */
record HttpRoutes(Proxies proxies, Trust trust, ClientKeys keys) {

    static HttpRoutes of(GitSettings settings, Map<String, String> environment) {
        return new HttpRoutes(
                new Proxies(settings.proxy(), environment),
                new Trust(settings.authorities(), environment),
                new ClientKeys(System.getProperties()));
    }
}
