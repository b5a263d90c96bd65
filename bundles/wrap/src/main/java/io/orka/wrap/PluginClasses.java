package io.orka.wrap;

import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** The plugin's own classes, parsed but not loaded. */
final class PluginClasses {

    private static final String SERVICE = Type.getInternalName(OrkaCall.class);

    /** The maximum depth of inheritance: more than real classes need, to stop at malicious class files and cycles. */
    private static final int DEEPEST = 100;

    private final SortedMap<String, PluginClass> byName = new TreeMap<>();

    /**
     * Reads the class files among the files of a bundle. Rejects class files that the given Java version cannot load.
     */
    static PluginClasses read(Path directory, List<Path> files, int running) {
        PluginClasses classes = new PluginClasses();
        for (Path file : files) {
            String path = directory.relativize(file).toString().replace('\\', '/');
            if (path.endsWith(".class") && !path.startsWith("META-INF/") && !path.endsWith("module-info.class")) {
                classes.add(path, bytes(file), running);
            }
        }
        return classes;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw WrapFailure.unreadableInput(file, e);
        }
    }

    private void add(String path, byte[] bytes, int running) {
        if (!ClassReading.isClass(bytes)) {
            return;
        }
        String name = path.substring(0, path.length() - ".class".length());
        ClassFileVersion version = ClassReading.version(bytes);
        if (!version.loadsOn(running)) {
            throw WrapFailure.tooNew(name.replace('/', '.'), version.toString(), running);
        }
        PluginClass read = parse(path, bytes);
        // A class file at the path of another class cannot be loaded, so it is treated as a resource.
        if (read.internalName().equals(name)) {
            byName.put(read.name(), read);
        }
    }

    private static PluginClass parse(String path, byte[] bytes) {
        try {
            return ClassReading.read(bytes);
        } catch (RuntimeException e) {
            // For a malformed class file, ASM throws various unchecked exceptions.
            throw WrapFailure.brokenClass(path, e);
        }
    }

    /** Returns all classes, in the order of their names. */
    List<PluginClass> all() {
        return List.copyOf(byName.values());
    }

    Set<String> names() {
        return byName.keySet();
    }

    @Nullable
    PluginClass find(String name) {
        return byName.get(name);
    }

    ClassFileVersion newest() {
        return byName.values().stream()
                .map(PluginClass::version)
                .max(Comparator.comparingInt(ClassFileVersion::major))
                .orElseThrow();
    }

    /** Returns the class and its superclasses in the plugin, nearest first. */
    List<PluginClass> lineage(PluginClass type) {
        List<PluginClass> lineage = new ArrayList<>();
        @Nullable PluginClass next = type;
        while (next != null && lineage.size() < DEEPEST) {
            lineage.add(next);
            next = own(next.superName());
        }
        return lineage;
    }

    /**
     * Returns whether the class implements {@code OrkaCall}, directly or through the plugin's own classes and
     * interfaces.
     */
    boolean isService(PluginClass type) {
        Deque<String> open = new ArrayDeque<>();
        lineage(type).forEach(c -> open.addAll(c.interfaces()));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.remove();
            if (name.equals(SERVICE)) {
                return true;
            }
            @Nullable PluginClass parent = own(name);
            if (parent != null && seen.add(name)) {
                open.addAll(parent.interfaces());
            }
        }
        return false;
    }

    private @Nullable PluginClass own(@Nullable String internalName) {
        return internalName == null ? null : byName.get(internalName.replace('/', '.'));
    }
}
