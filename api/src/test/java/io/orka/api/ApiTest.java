package io.orka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public surface of the API equals {@code api.txt}, line by line. An intended change of the API also changes
 * {@code api.txt} and the version of the package.
 */
class ApiTest {

    private static final Path CLASSES = Path.of("target", "classes", "io", "orka", "api");

    @Test
    void isWhatIsWrittenDown() throws Exception {
        SortedSet<String> surface = new TreeSet<>();
        for (Class<?> type : types()) {
            if (Modifier.isPublic(type.getModifiers())) {
                surface.add(type.toGenericString().replace(" sealed ", " ") + extended(type) + permitted(type));
                add(surface, type.getDeclaredConstructors());
                add(surface, type.getDeclaredMethods());
                for (Field field : type.getDeclaredFields()) {
                    if (isSeen(field)) {
                        surface.add(field.toGenericString());
                    }
                }
            }
        }
        List<String> written = Files.readAllLines(Path.of("src", "test", "resources", "api.txt"));
        assertThat(surface).containsExactlyElementsOf(written);
    }

    private static List<Class<?>> types() throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.list(CLASSES)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .toList();
        }
        List<Class<?>> types = new ArrayList<>();
        for (String name : names) {
            types.add(Class.forName("io.orka.api." + name.substring(0, name.length() - ".class".length())));
        }
        return types;
    }

    private static String extended(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .map(Class::getName)
                .collect(Collectors.joining(", ", " : ", ""));
    }

    /**
     * Lists the permitted subtypes of a sealed type. {@code sealed} itself is printed only by Java versions after 17.
     */
    private static String permitted(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "permits ", ""))
                : "";
    }

    private static void add(SortedSet<String> surface, Executable[] members) {
        for (Executable member : members) {
            if (isSeen(member)) {
                surface.add(member.toGenericString());
            }
        }
    }

    private static boolean isSeen(Member member) {
        return !member.isSynthetic() && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }
}
