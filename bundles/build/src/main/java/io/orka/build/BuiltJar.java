package io.orka.build;

import io.orka.checkout.Checkout;
import java.nio.file.Path;
import java.util.List;

/**
 * What a build gave: the plugin's jar and the libraries it needs at run time.
 *
 * @param checkout what was built
 * @param jar the plugin's own classes and resources
 * @param libraries the jars of its compile and runtime scope in class-path order, without the SDK
 * @param builder the tool and its version, such as {@code maven 3.9.16} or {@code javac 17.0.15}
 * @param log the build's output
 */
public record BuiltJar(Checkout checkout, Path jar, List<Path> libraries, String builder, Path log) {}
