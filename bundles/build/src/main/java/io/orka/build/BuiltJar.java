package io.orka.build;

import io.orka.checkout.Checkout;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a build: the plugin's jar and its runtime libraries, or a program.
 *
 * @param checkout the built checkout
 * @param jar the jar with the plugin's own classes and resources, or the program
 * @param libraries the jars in the plugin's compile and runtime scope in class-path order, without the SDK
 * @param builder the tool and its version, such as {@code maven 3.9.16} or {@code javac 17.0.15}
 * @param log the build's output
 * @param symbol the entrypoint of a program; {@code null} for a jar
 */
public record BuiltJar(
        Checkout checkout,
        Path jar,
        List<Path> libraries,
        String builder,
        Path log,
        @Nullable String symbol) {

    private static final String STAND_IN = " with Orka's own SDK";

    /**
     * Creates the result of a build of a jar.
     *
     * @param checkout the built checkout
     * @param jar the jar with the plugin's own classes and resources
     * @param libraries the jars in the plugin's compile and runtime scope
     * @param builder the tool and its version
     * @param log the build's output
     */
    public BuiltJar(Checkout checkout, Path jar, List<Path> libraries, String builder, Path log) {
        this(checkout, jar, libraries, builder, log, null);
    }

    /** Returns the builder's name for a plugin that is compiled with Orka's minimal SDK. */
    static String withStandIn(String builder) {
        return builder + STAND_IN;
    }

    /**
     * Returns whether a plugin was compiled with Orka's minimal SDK because the SDK could not be fetched.
     *
     * @param builder the builder of a build's result
     * @return {@code true} for some Go plugins
     */
    public static boolean usesStandIn(String builder) {
        return builder.endsWith(STAND_IN);
    }
}
