package io.orka.entry;

import io.orka.sdk.OrkaCall;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A constructed plugin.
 *
 * @param object the instance, or {@code null} for a static entrypoint
 * @param call calls the entrypoint
 */
public record PluginInstance(@Nullable Object object, OrkaCall call) {

    /**
     * Loads, initializes and constructs the plugin's class on this thread.
     *
     * @param entrypoint the entrypoint
     * @param loader the loader of the plugin's classes
     * @param directory the directory of the plugin's classes, so that a failure can name the line in the plugin's code
     * @return the instance
     * @throws BindFailure when a class is missing, or when an initializer or the constructor fails
     */
    public static PluginInstance construct(Entrypoint entrypoint, ClassLoader loader, Path directory) {
        BindFailures failures = new BindFailures(entrypoint, directory);
        try {
            Class<?> type = Class.forName(entrypoint.className(), true, loader);
            if (!Modifier.isPublic(type.getModifiers())) {
                throw failures.noEntry("the class " + type.getName() + " is not public");
            }
            Object plugin =
                    entrypoint.isStatic() ? null : constructor(type, failures).newInstance();
            EntryCall.resolveSignatures(type);
            return new PluginInstance(plugin, EntryCall.of(entrypoint, type, plugin));
        } catch (BindFailure failure) {
            throw failure;
        } catch (InvocationTargetException e) {
            throw failures.constructorThrew(e.getCause() == null ? e : e.getCause());
        } catch (Throwable thrown) { // the loading and initialization of a plugin's classes can throw any exception
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
            throw failures.noEntry(type.getName() + " has no public no-argument constructor");
        }
    }
}
