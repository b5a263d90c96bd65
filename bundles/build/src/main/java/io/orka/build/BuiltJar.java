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

    private static final String STAND_IN = " with Orka's own SDK";

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

    /** The name of a builder that compiled the plugin against Orka's stand-in for the SDK. */
    static String withStandIn(String builder) {
        return builder + STAND_IN;
    }

    /**
     * Whether a plugin was compiled against Orka's stand-in for the SDK, because the SDK itself could not be fetched.
     *
     * @param builder as a build gave it
     * @return {@code true} for some Go plugins
     */
    public static boolean usesStandIn(String builder) {
        return builder.endsWith(STAND_IN);
    }
}
