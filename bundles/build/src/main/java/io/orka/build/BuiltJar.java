package io.orka.build;

import io.orka.checkout.Checkout;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a build gave: the plugin's jar and the libraries it needs at run time, or a program.
 *
 * @param checkout what was built
 * @param jar the plugin's own classes and resources; or the program, if it is one
 * @param libraries the jars of its compile and runtime scope in class-path order, without the SDK
 * @param builder the tool and its version, such as {@code maven 3.9.16} or {@code javac 17.0.15}
 * @param log the build's output
 * @param symbol where calls enter a program; {@code null} for a jar
 */
public record BuiltJar(
        Checkout checkout,
        Path jar,
        List<Path> libraries,
        String builder,
        Path log,
        @Nullable String symbol) {

    /**
     * What a build gave that makes jars.
     *
     * @param checkout what was built
     * @param jar the plugin's own classes and resources
     * @param libraries the jars of its compile and runtime scope
     * @param builder the tool and its version
     * @param log the build's output
     */
    public BuiltJar(Checkout checkout, Path jar, List<Path> libraries, String builder, Path log) {
        this(checkout, jar, libraries, builder, log, null);
    }
}
