package io.orka.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Checks Java on pages: a complete class compiles for Java 17 on the class path of these tests. */
final class JavaBlocks {

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:(?:public|final|abstract|sealed) )*(?:class|record|interface|enum) (\\w+)");

    private final Path directory;

    /** @param directory the directory for class files */
    JavaBlocks(Path directory) {
        this.directory = directory;
    }

    List<String> complaints(Block block) {
        Matcher type = TYPE.matcher(block.text());
        if (!type.find()) {
            return List.of("it is no complete class; mark it with <!-- path/of/source --> or <!-- illustration -->");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "--release",
                "17",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString());
        boolean unused = compiler.getTask(
                        null, null, found, options, null, List.of(new Source(type.group(1), block.text())))
                .call();
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> block.place(each.getLineNumber()) + " " + each.getMessage(Locale.ROOT))
                .toList();
    }

    /** A source file in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String type, String text) {
            super(URI.create("string:///" + type + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
