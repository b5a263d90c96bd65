package io.orka.checkout.ssh;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.impl.SkED25519PublicKeyEntryDecoder;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** The cryptography of the ssh library: all of it by the JDK, with nothing registered for other code of this process. */
final class SshCryptography extends AbstractSecurityProviderRegistrar {

    private static final String NAME = "SunEC";

    private SshCryptography() {
        super(NAME);
    }

    /** Lets the library know of it, unless other code of this process had it choose before. */
    static void install() {
        if (SecurityUtils.isRegistrationCompleted() && SecurityUtils.isEDDSACurveSupported()) {
            return;
        }
        for (String other : new String[] {SecurityUtils.BOUNCY_CASTLE, SecurityUtils.EDDSA}) {
            SecurityUtils.setAPrioriDisabledProvider(other, true);
        }
        SecurityUtils.registerSecurityProvider(new SshCryptography());
        // They look for it once, when they are loaded, which may have been before.
        KeyUtils.registerPublicKeyEntryDecoder(SecurityUtils.getEDDSAPublicKeyEntryDecoder());
        KeyUtils.registerPublicKeyEntryDecoder(SkED25519PublicKeyEntryDecoder.INSTANCE);
        OpenSSHKeyPairResourceParser.registerPrivateKeyEntryDecoder(
                SecurityUtils.getOpenSSHEDDSAPrivateKeyEntryDecoder());
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(NAME);
    }

    /** All else is found as ever. */
    @Override
    public boolean isSecurityEntitySupported(Class<?> entityType, String name) {
        return false;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEd25519());
    }
}
