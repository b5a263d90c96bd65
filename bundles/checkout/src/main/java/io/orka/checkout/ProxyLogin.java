package io.orka.checkout;

import io.orka.registry.ProxyAddress;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** An authenticator for one proxy, which takes precedence over the authenticator of the process. */
final class ProxyLogin extends Authenticator {

    private final @Nullable ProxyAddress proxy;

    ProxyLogin(@Nullable ProxyAddress proxy) {
        this.proxy = proxy;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        ProxyAddress asking = proxy;
        if (asking == null
                || asking.user() == null
                || getRequestorType() != RequestorType.PROXY
                || !asking.host().equalsIgnoreCase(getRequestingHost())
                || asking.port() != getRequestingPort()) {
            return null;
        }
        return new PasswordAuthentication(asking.user(), asking.password().toCharArray());
    }
}
