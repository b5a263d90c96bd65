package io.orka.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchProviderException;
import java.security.UnrecoverableKeyException;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** The client certificates that are configured for the JVM's TLS contexts. */
final class ClientKeys {

    private static final String STORE = "javax.net.ssl.keyStore";

    /** The name of a key store that is not a file, such as a smart card. */
    private static final String NO_FILE = "NONE";

    private final Properties properties;

    /**
     * Creates an instance.
     *
     * @param properties the system properties of the JVM
     */
    ClientKeys(Properties properties) {
        this.properties = properties;
    }

    /**
     * Returns the keys in the current key store, or {@code null} when no key store is configured.
     *
     * @throws CheckoutFailure {@code ORKA-GIT-25} when the key store cannot be used
     */
    KeyManager @Nullable [] now() {
        String file = property("");
        return file == null ? null : keys(file, property("Password"), property("Type"), property("Provider"));
    }

    /** Treats an empty value as absent, like the JDK. */
    private @Nullable String property(String end) {
        String value = properties.getProperty(STORE + end, "");
        return value.isEmpty() ? null : value;
    }

    private static KeyManager[] keys(
            String file, @Nullable String password, @Nullable String wanted, @Nullable String provider) {
        String type = wanted == null ? KeyStore.getDefaultType() : wanted;
        char[] secret = password == null ? null : password.toCharArray();
        try {
            KeyStore store = provider == null ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
            load(store, file, secret);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, type.equals("PKCS11") ? null : secret);
            return factory.getKeyManagers();
        } catch (KeyStoreException | NoSuchProviderException e) {
            throw CheckoutFailure.clientKeys(file, "is of type " + type + ", which this Java does not support", e);
        } catch (UnrecoverableKeyException e) {
            throw CheckoutFailure.clientKeys(file, "contains a key with a different password", e);
        } catch (IOException e) {
            boolean wrong = e.getCause() instanceof GeneralSecurityException;
            throw CheckoutFailure.clientKeys(
                    file, wrong ? "has a different password" : "cannot be read as a key store of type " + type, e);
        } catch (GeneralSecurityException | InvalidPathException e) {
            throw CheckoutFailure.clientKeys(file, "cannot be read as a key store of type " + type, e);
        }
    }

    private static void load(KeyStore store, String file, char @Nullable [] secret)
            throws GeneralSecurityException, IOException {
        if (file.equals(NO_FILE)) {
            store.load(null, secret);
            return;
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            store.load(in, secret);
        }
    }
}
