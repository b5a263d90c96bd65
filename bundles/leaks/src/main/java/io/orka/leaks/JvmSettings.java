package io.orka.leaks;

import java.io.InputStream;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The settings whose changes are reverted, in this order. */
final class JvmSettings {

    private JvmSettings() {}

    /**
     * Returns all settings. The time zone is read once before the settings, since its first read sets a system
     * property.
     */
    static List<JvmSetting> all() {
        boolean unused = TimeZone.getDefault().useDaylightTime();
        return List.of(
                new JvmSetting("system property", JvmSettings::properties, JvmSettings::setProperty, JvmSettings::text),
                new JvmSetting(
                        "security property", () -> texts(security()), JvmSettings::setSecurity, JvmSettings::text),
                locale(Locale::getDefault, JvmSettings::setLocale),
                locale(Locale.Category.DISPLAY),
                locale(Locale.Category.FORMAT),
                new JvmSetting(
                        "default time zone",
                        () -> single(JdkFields.readStatic(TimeZone.class, "defaultTimeZone")),
                        (name, zone) -> TimeZone.setDefault((TimeZone) zone),
                        zone -> ((TimeZone) zone).clone()),
                stream("System.in", "in", in -> System.setIn((InputStream) in)),
                stream("System.out", "out", out -> System.setOut((PrintStream) out)),
                stream("System.err", "err", err -> System.setErr((PrintStream) err)),
                object("default ProxySelector", ProxySelector::getDefault, ProxySelector::setDefault),
                object("default CookieHandler", CookieHandler::getDefault, CookieHandler::setDefault),
                object("default ResponseCache", ResponseCache::getDefault, ResponseCache::setDefault),
                object("default Authenticator", Authenticator::getDefault, Authenticator::setDefault),
                object(
                        "default uncaught exception handler",
                        Thread::getDefaultUncaughtExceptionHandler,
                        Thread::setDefaultUncaughtExceptionHandler),
                object(
                        "default HostnameVerifier",
                        HttpsURLConnection::getDefaultHostnameVerifier,
                        HttpsURLConnection::setDefaultHostnameVerifier),
                new JvmSetting(
                        "default SSLContext",
                        JvmSettings::context,
                        (name, context) -> SSLContext.setDefault(
                                context == null ? SSLContext.getInstance("Default") : (SSLContext) context),
                        UnaryOperator.identity()));
    }

    private static Map<String, Object> single(@Nullable Object value) {
        return value == null ? Map.of() : Map.of("", value);
    }

    private static <T> JvmSetting object(String kind, Supplier<@Nullable T> get, Consumer<@Nullable T> set) {
        return new JvmSetting(
                kind, () -> single(get.get()), (name, value) -> set.accept(cast(value)), UnaryOperator.identity());
    }

    /** Casts a value that the getter returned. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> @Nullable T cast(@Nullable Object value) {
        return (T) value;
    }

    private static JvmSetting locale(Locale.Category category) {
        return locale(() -> Locale.getDefault(category), locale -> Locale.setDefault(category, locale));
    }

    private static JvmSetting locale(Supplier<Locale> get, Consumer<Locale> set) {
        return new JvmSetting(
                "default locale",
                () -> single(get.get()),
                (name, locale) -> set.accept((Locale) locale),
                locale -> ((Locale) locale).clone());
    }

    /** Sets the default locale, and keeps the locales of the two categories, which the JDK sets to the same value. */
    private static void setLocale(Locale locale) {
        Locale words = Locale.getDefault(Locale.Category.DISPLAY);
        Locale formats = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(locale);
        Locale.setDefault(Locale.Category.DISPLAY, words);
        Locale.setDefault(Locale.Category.FORMAT, formats);
    }

    /**
     * Returns a setting that is read by reflection, since the architecture rules forbid {@code System.out} in modules
     * that do not print.
     */
    private static JvmSetting stream(String kind, String field, Consumer<@Nullable Object> set) {
        return new JvmSetting(
                kind,
                () -> single(System.class.getField(field).get(null)),
                (name, stream) -> set.accept(stream),
                UnaryOperator.identity());
    }

    private static Map<String, Object> properties() {
        return texts(System.getProperties());
    }

    private static void setProperty(String name, @Nullable Object value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, (String) value);
        }
    }

    /** Returns the properties that are strings; {@link SystemProperties} finds objects of a plugin's classes. */
    private static Map<String, Object> texts(Properties properties) {
        Map<String, Object> texts = new HashMap<>();
        new HashMap<>(properties).forEach((name, value) -> {
            if (name instanceof String key && value instanceof String) {
                texts.put(key, value);
            }
        });
        return texts;
    }

    private static Properties security() throws ReflectiveOperationException {
        boolean unused = Security.getProperty("package.access") == null; // this call loads the properties
        return JdkFields.readStatic(Security.class, "props") instanceof Properties properties
                ? properties
                : new Properties();
    }

    private static void setSecurity(String name, @Nullable Object value) throws ReflectiveOperationException {
        if (value == null) {
            security().remove(name);
        } else {
            Security.setProperty(name, (String) value);
        }
    }

    @SuppressWarnings("StringCopy") // a different object is required
    private static Object text(Object value) {
        return new String((String) value);
    }

    /** Returns the default SSL context, unless the JDK created it on first use. */
    private static Map<String, Object> context() throws ReflectiveOperationException {
        return JdkFields.readStatic(SSLContext.class, "defaultContext") instanceof SSLContext context
                        && !context.getProtocol().equals("Default")
                ? Map.of("", context)
                : Map.of();
    }
}
