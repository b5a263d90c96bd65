import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.Map;

/** Greets people. One instance handles all calls, from many threads. */
public final class Hello {

    public void orkaCall(Request request, Response response) {
        switch (request.method()) {
            case "HelloWorld" -> {
                String name = request.string("name", "");
                String greeted = name.isEmpty() ? "World" : name;
                response.set(Response.ok(Map.of("message", "Hello, " + greeted + "!")));
            }
            default -> response.set(Response.fail("Unknown method: " + request.method()));
        }
    }
}
