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

/** Restricts the SSH library to the JDK's cryptography, without registering providers for the whole process. */
final class SshCryptography extends AbstractSecurityProviderRegistrar {

    private static final String NAME = "SunEC";

    private SshCryptography() {
        super(NAME);
    }

    /** Configures the library, unless other code in this process has already configured it. */
    static void install() {
        if (SecurityUtils.isRegistrationCompleted() && SecurityUtils.isEDDSACurveSupported()) {
            return;
        }
        for (String other : new String[] {SecurityUtils.BOUNCY_CASTLE, SecurityUtils.EDDSA}) {
            SecurityUtils.setAPrioriDisabledProvider(other, true);
        }
        SecurityUtils.registerSecurityProvider(new SshCryptography());
        // These classes search for a provider only when they are loaded, which may have happened before.
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

    /** Returns {@code false}, so that all lookups except those for Ed25519 are unchanged. */
    @Override
    public boolean isSecurityEntitySupported(Class<?> entityType, String name) {
        return false;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEd25519());
    }
}
