package io.orka.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.OrkaCall;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiles plugins and loads them in a separate class loader. */
final class CompiledPlugin {

    private CompiledPlugin() {}

    /** Compiles the class {@code acme.<name>} against the SDK. */
    static void compile(Path classes, String name, String text) throws Exception {
        Path source = Files.createDirectories(classes.resolve("acme")).resolve(name + ".java");
        Files.writeString(source, text);
        Path sdk = Path.of(OrkaCall.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String[] arguments = {"--release", "17", "-nowarn", "-cp", sdk.toString(), source.toString()};
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                .isZero();
    }

    static URLClassLoader loader(Path classes) throws Exception {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, CompiledPlugin.class.getClassLoader());
    }
}
