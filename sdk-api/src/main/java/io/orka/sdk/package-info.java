/**
 * What a plugin author writes against, and what engine code calls.
 *
 * <h2>A complete plugin</h2>
 *
 * <p>One public class and a {@code config.json}, in a git repository. No interface, no annotation, no registration:
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
 *     "args":    [ { "name": "name", "type": "string", "description": "Whom to greet" } ],
 *     "returns": [ { "name": "message", "type": "string", "description": "The greeting" } ] } } }
 * }</pre>
 *
 * <h2>Entrypoints</h2>
 *
 * <p>The entrypoint is a public method of a public class, static or with a public constructor without parameters. Its
 * name may start with either case ({@code orkaCall}, {@code OrkaCall}). The first form that is found is used:
 *
 * <ol>
 *   <li>{@code public void orkaCall(Request request, Response response)}: fills the response
 *   <li>{@code public Response callMethod(CallContext context, Request request)}: knows its deadline and is told when
 *       nobody waits any more
 *   <li>{@code public Response callMethod(Request request)}
 *   <li>{@code public void callMethod(Request request, Response response)}: fills the response
 *   <li>{@code public class Hello implements OrkaCall}
 * </ol>
 *
 * <p>Each may throw whatever it likes. Where two classes have an entrypoint of one rank, {@code "main": "acme.Hello"}
 * in {@code config.json} says which one is meant.
 *
 * <h2>What to know</h2>
 *
 * <ul>
 *   <li>One instance serves all calls, from many threads at once.
 *   <li>A plugin that is {@link java.lang.AutoCloseable} is closed after its last call has returned.
 *   <li>{@link io.orka.sdk.Response#fail(String)} is the plugin's own answer. An exception is a fault: the caller gets
 *     an {@link io.orka.sdk.OrkaCallException}.
 *   <li>Arguments and data are JSON-like: null, Boolean, Number, String, List, Map with String keys, byte[].
 *   <li>A long call looks at {@link io.orka.sdk.CallContext#isCancelled()} now and then.
 * </ul>
 */
@Export
@Version("1.1.0")
@NullMarked
package io.orka.sdk;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
