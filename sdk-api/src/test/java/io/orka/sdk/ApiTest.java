package io.orka.sdk;

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
 * The public surface of the SDK equals {@code api.txt}, line by line. An intended change of the SDK also changes
 * {@code api.txt} and the version of the package.
 */
class ApiTest {

    private static final Path CLASSES = Path.of("target", "classes", "io", "orka", "sdk");

    @Test
    void isWhatIsWrittenDown() throws Exception {
        SortedSet<String> surface = new TreeSet<>();
        for (Class<?> type : types()) {
            if (Modifier.isPublic(type.getModifiers())) {
                surface.add(type.toGenericString() + extended(type));
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
            types.add(Class.forName("io.orka.sdk." + name.substring(0, name.length() - ".class".length())));
        }
        return types;
    }

    private static String extended(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .map(Class::getName)
                .collect(Collectors.joining(", ", " : ", ""));
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
