package io.orka.deploy;

import io.orka.interrupt.LoopCheck;
import io.orka.leaks.woven.ClassValues;
import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The parent of the plugins' class loaders. It shows the JDK, the SDK and the cancellation check for loops, and no
 * other class of the host. Its own parent is the application's loader, since {@link java.util.ServiceLoader} finds
 * services of JDK modules such as {@code jdk.jshell} only by the loaders' parents.
 */
final class HostClasses extends ClassLoader {

    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();
    private static final String SDK = OrkaCall.class.getPackageName() + ".";
    private static final String CHECK = LoopCheck.class.getPackageName() + ".";
    private static final String WOVEN = ClassValues.class.getPackageName() + ".";
    private static final String SDK_DIRECTORY = SDK.replace('.', '/');

    static {
        registerAsParallelCapable();
    }

    /** The one instance, for all plugins. It exists after the registration above, which applies to later instances. */
    static final HostClasses SHARED = new HostClasses();

    private HostClasses() {
        super("orka-host-classes", ClassLoader.getSystemClassLoader());
    }

    /** Whether a class belongs to the SDK or the cancellation check. A plugin cannot replace these classes. */
    static boolean isShared(String className) {
        return className.startsWith(SDK) || className.startsWith(CHECK) || className.startsWith(WOVEN);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SDK)) {
            return OrkaCall.class.getClassLoader().loadClass(name);
        }
        if (isShared(name)) { // called by code that Orka injects
            return HostClasses.class.getClassLoader().loadClass(name);
        }
        Class<?> found = JDK.loadClass(name);
        if (found.getClassLoader() == getParent() && !isOfJdk(found.getModule())) {
            throw new ClassNotFoundException(name); // a class of an application that runs on the module path
        }
        return found;
    }

    /** Modules of the application have the same loader as some of the JDK. Only those of the JDK are in its image. */
    private static boolean isOfJdk(Module module) {
        return ModuleLayer.boot()
                .configuration()
                .findModule(module.getName())
                .flatMap(resolved -> resolved.reference().location())
                .filter(location -> "jrt".equals(location.getScheme()))
                .isPresent();
    }

    @Override
    public @Nullable URL getResource(String name) {
        return source(name).getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return source(name).getResources(name);
    }

    /** Class files of the SDK are shown to libraries that read class files. */
    private static ClassLoader source(String resource) {
        return resource.startsWith(SDK_DIRECTORY) ? OrkaCall.class.getClassLoader() : JDK;
    }
}
