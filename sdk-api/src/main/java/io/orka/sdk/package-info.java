/**
 * The plugin SDK: the types that plugins implement and callers use.
 *
 * <h2>A complete plugin</h2>
 *
 * <p>A plugin is one public class and a {@code config.json} in a Git repository. The class needs no interface, no
 * annotation and no registration:
 *
 * <pre>{@code
 * // src/main/java/acme/Hello.java
 * package acme;
 *
 * import io.orka.sdk.Request;
 * import io.orka.sdk.Response;
 * import java.util.Map;
 *
 * public class Hello {
 *     public void orkaCall(Request request, Response response) {
 *         switch (request.method()) {
 *             case "HelloWorld" -> response.set(
 *                     Response.ok(Map.of("message", "Hello, " + request.string("name", "World") + "!")));
 *             default -> response.set(Response.fail("Unknown method: " + request.method()));
 *         }
 *     }
 * }
 * }</pre>
 *
 * <pre>{@code
 * // config.json
 * { "name": "hello", "version": "v0.1.0", "description": "Greets",
 *   "methods": { "HelloWorld": { "description": "Returns a greeting",
 *     "args":    [ { "name": "name", "type": "string", "description": "Name to greet" } ],
 *     "returns": [ { "name": "message", "type": "string", "description": "The greeting" } ] } } }
 * }</pre>
 *
 * <h2>Entrypoints</h2>
 *
 * <p>The entrypoint is a public method of a public class. The method is static, or the class has a public constructor
 * without parameters. The first letter of the name may be upper- or lowercase ({@code orkaCall}, {@code OrkaCall}). If
 * a plugin has several forms, the first form in this list is used:
 *
 * <ol>
 *   <li>{@code public void orkaCall(Request request, Response response)}: fills the response
 *   <li>{@code public Response callMethod(CallContext context, Request request)}: has access to the deadline and to
 *       cancellation
 *   <li>{@code public Response callMethod(Request request)}
 *   <li>{@code public void callMethod(Request request, Response response)}: fills the response
 *   <li>{@code public class Hello implements OrkaCall}
 * </ol>
 *
 * <p>An entrypoint may throw any exception. If two classes have the same form, {@code "main": "acme.Hello"} in
 * {@code config.json} selects one.
 *
 * <h2>Rules</h2>
 *
 * <ul>
 *   <li>One instance handles all calls, from multiple threads at the same time.
 *   <li>If the plugin is {@link java.lang.AutoCloseable}, the host closes it after its last call has returned, and
 *       waits at most 10 seconds.
 *   <li>{@link io.orka.sdk.Response#fail(String)} reports an expected failure. For an exception, the caller gets an
 *       {@link io.orka.sdk.OrkaCallException}.
 *   <li>Arguments and data are JSON-like: null, Boolean, Number, String, List, Map with String keys, byte[].
 *   <li>A long call checks {@link io.orka.sdk.CallContext#isCancelled()} regularly.
 * </ul>
 *
 * <p>No parameter and no result in this package is {@code null} unless annotated as nullable.
 */
@Export
@Version("1.1.0")
@NullMarked
package io.orka.sdk;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
