package com.example.hello;

import io.orka.sdk.CallContext;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.Map;
import org.apache.commons.text.WordUtils;

/** Greets people and capitalizes their names. One instance handles all calls, from many threads. */
public final class Hello {

    public Response callMethod(CallContext context, Request request) {
        return switch (request.method()) {
            case "HelloWorld" -> message("Hello", request);
            case "GoodbyeWorld" -> message("Goodbye", request);
            default -> Response.fail("Unknown method: " + request.method());
        };
    }

    private static Response message(String word, Request request) {
        String name = request.string("name", "");
        String greeted = name.isEmpty() ? "World" : WordUtils.capitalize(name);
        return Response.ok(Map.of("message", word + ", " + greeted + "!"));
    }
}
