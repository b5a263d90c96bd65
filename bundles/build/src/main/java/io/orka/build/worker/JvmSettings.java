package io.orka.build.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JVM settings before the first build, since a build could change them for the next build. */
final class JvmSettings {

    /** Security properties that are effective even if the JDK's file does not contain them. */
    private static final Set<String> ALSO = Set.of("networkaddress.cache.ttl", "networkaddress.cache.negative.ttl");

    private final List<Runnable> settings = new ArrayList<>();
    private final Map<String, @Nullable String> security = new HashMap<>();
    private final List<Provider> providers = List.of(Security.getProviders());

    private JvmSettings() throws IOException {
        keep(() -> Locale.getDefault(), Locale::setDefault); // first, since it also sets both categories
        for (Locale.Category category : Locale.Category.values()) {
            keep(() -> Locale.getDefault(category), locale -> Locale.setDefault(category, locale));
        }
        keep(TimeZone::getDefault, TimeZone::setDefault);
        keep(Thread::getDefaultUncaughtExceptionHandler, Thread::setDefaultUncaughtExceptionHandler);
        keep(ProxySelector::getDefault, ProxySelector::setDefault);
        keep(Authenticator::getDefault, Authenticator::setDefault);
        keep(CookieHandler::getDefault, CookieHandler::setDefault);
        keep(ResponseCache::getDefault, ResponseCache::setDefault);
        InputStream in = System.in;
        settings.add(() -> System.setIn(in));
        for (String name : securityNames()) {
            security.put(name, Security.getProperty(name));
        }
    }

    /** Records the current values. */
    static JvmSettings now() throws IOException {
        return new JvmSettings();
    }

    /** Restores the values, and returns the names of settings that cannot be restored. */
    List<String> putBack() {
        settings.forEach(Runnable::run);
        List<String> changed = new ArrayList<>();
        security.forEach((name, value) -> {
            if (!Objects.equals(value, Security.getProperty(name))) {
                if (value == null) {
                    changed.add("security property " + name);
                } else {
                    Security.setProperty(name, value);
                }
            }
        });
        if (!providers.equals(Arrays.asList(Security.getProviders()))) {
            changed.add("security providers");
        }
        return changed;
    }

    private <T> void keep(Supplier<@Nullable T> get, Consumer<@Nullable T> set) {
        T before = get.get();
        settings.add(() -> set.accept(before));
    }

    /** Reads the names from the JDK's file, since {@link Security} has no method to list its properties. */
    private static Set<String> securityNames() throws IOException {
        Properties known = new Properties();
        Path file = Path.of(System.getProperty("java.home"), "conf", "security", "java.security");
        if (Files.isReadable(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                known.load(in);
            }
        }
        Set<String> names = new TreeSet<>(known.stringPropertyNames());
        names.addAll(ALSO);
        return names;
    }
}
