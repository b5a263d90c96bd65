package io.orka.leaks;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Finds objects of a plugin that are a default of the whole JVM, to restore the default at the host's start. */
final class JvmDefaults implements LeakSource {

    private final List<Setting<?>> settings = List.of(
            Setting.now(
                    "default uncaught exception handler",
                    Thread::getDefaultUncaughtExceptionHandler,
                    Thread::setDefaultUncaughtExceptionHandler),
            Setting.now("default ProxySelector", ProxySelector::getDefault, ProxySelector::setDefault),
            Setting.now("default CookieHandler", CookieHandler::getDefault, CookieHandler::setDefault),
            Setting.now("default ResponseCache", ResponseCache::getDefault, ResponseCache::setDefault),
            Setting.now("default Authenticator", Authenticator::getDefault, Authenticator::setDefault),
            Setting.now(
                    "default HostnameVerifier",
                    HttpsURLConnection::getDefaultHostnameVerifier,
                    HttpsURLConnection::setDefaultHostnameVerifier),
            new Setting<>(
                    "default SSLSocketFactory",
                    null,
                    JvmDefaults::socketFactory,
                    plugins -> HttpsURLConnection.setDefaultSSLSocketFactory(
                            (SSLSocketFactory) SSLSocketFactory.getDefault())));

    /** One default, and its value at the start of the host. */
    private record Setting<T>(String name, @Nullable T before, Supplier<@Nullable T> get, Consumer<@Nullable T> set) {

        static <T> Setting<T> now(String name, Supplier<@Nullable T> get, Consumer<@Nullable T> set) {
            return new Setting<>(name, get.get(), get, set);
        }

        void search(Owners owners, ReferenceSearch references, Consumer<Leak> found) {
            Object owned = references.from(get.get());
            Owner owner = owners.of(owned);
            if (owned != null && owner != null) {
                found.accept(Leak.of(owner, name, Owners.typeName(owned), () -> set.accept(before)));
            }
        }
    }

    @Override
    public void search(Owners owners, Consumer<Leak> found) {
        ReferenceSearch references = new ReferenceSearch(owners, "javax.net.ssl.", "sun.security.ssl.");
        settings.forEach(setting -> setting.search(owners, references, found));
    }

    /** Reads the factory from its field, since the getter would create a factory. */
    private static @Nullable SSLSocketFactory socketFactory() {
        try {
            return (SSLSocketFactory) JdkFields.readStatic(HttpsURLConnection.class, "defaultSSLSocketFactory");
        } catch (ReflectiveOperationException notTold) {
            return null;
        }
    }
}
