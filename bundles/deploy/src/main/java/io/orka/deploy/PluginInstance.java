package io.orka.deploy;

import io.orka.sdk.OrkaCall;
import io.orka.wrap.Entrypoint;
import io.orka.wrap.PluginBundle;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A constructed plugin.
 *
 * @param object the instance, or {@code null} where the entrypoint is static
 * @param call where calls enter
 */
record PluginInstance(@Nullable Object object, OrkaCall call) {

    /** Loads, initializes and constructs the plugin's class in this thread. */
    static PluginInstance construct(PluginBundle bundle, ClassLoader bundleLoader) {
        Entrypoint entrypoint = bundle.entrypoint();
        BindFailures failures = new BindFailures(bundle);
        try {
            Class<?> type = Class.forName(entrypoint.className(), true, bundleLoader);
            if (!Modifier.isPublic(type.getModifiers())) {
                throw failures.noEntry("the class " + type.getName() + " is not public");
            }
            Object plugin =
                    entrypoint.isStatic() ? null : constructor(type, failures).newInstance();
            return new PluginInstance(plugin, EntryCall.of(entrypoint, type, plugin));
        } catch (DeployFailure failure) {
            throw failure;
        } catch (InvocationTargetException e) {
            throw failures.constructorThrew(e.getCause() == null ? e : e.getCause());
        } catch (Throwable thrown) { // a plugin's classes can fail in any way when they are loaded and initialized
            throw failures.of(thrown);
        }
    }

    private static Constructor<?> constructor(Class<?> type, BindFailures failures) {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw failures.noEntry(type.getName() + " is abstract");
        }
        try {
            return type.getConstructor();
        } catch (NoSuchMethodException e) {
            throw failures.noEntry(type.getName() + " has no public constructor without parameters");
        }
    }
}
