package io.orka.wrap;

import io.orka.sdk.OrkaCall;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles one source against the SDK, in memory. */
final class Compiled {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final JavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);
    private static final Map<String, Map<String, byte[]>> DONE = new ConcurrentHashMap<>();

    private Compiled() {}

    /** Returns the class files of a source by their path in a jar, as a copy that the caller may modify. */
    static Map<String, byte[]> classes(String className, String source) {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        DONE.computeIfAbsent(source, s -> compile(className, s))
                .forEach((path, bytes) -> copy.put(path, bytes.clone()));
        return copy;
    }

    private static Map<String, byte[]> compile(String className, String source) {
        Output output = new Output(FILES);
        boolean ok = COMPILER.getTask(
                        null,
                        output,
                        null,
                        List.of("-source", "17", "-target", "17", "-Xlint:-options", "-proc:none", "-cp", sdk()),
                        null,
                        List.of(new Source(className, source)))
                .call();
        if (!ok) {
            throw new IllegalArgumentException("does not compile: " + source);
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        output.classes.forEach((name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
        return classes;
    }

    private static String sdk() {
        return Path.of(URI.create(OrkaCall.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String className, String code) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Output(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
