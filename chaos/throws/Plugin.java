import io.orka.sdk.Request;
import io.orka.sdk.Response;

/** Throws everything that can be thrown, one kind per method. */
public class Plugin {

    public Response callMethod(Request request) throws Exception {
        switch (request.method()) {
            case "Checked" -> throw new Exception("checked");
            case "Unchecked" -> throw new IllegalStateException("unchecked");
            case "Error" -> throw new AssertionError("error");
            case "OutOfMemory" -> throw new OutOfMemoryError("no more");
            case "Linkage" -> throw new NoClassDefFoundError("acme/Gone");
            case "NoMessage" -> throw new IllegalStateException();
            case "BadMessage" -> throw new BadMessage();
            case "Sneaky" -> throw Plugin.<RuntimeException>sneaky(new InterruptedException("sneaky"));
            case "Nothing" -> {
                return null;
            }
            default -> {
                return Response.ok("well");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Throws when its message is read. */
    private static final class BadMessage extends RuntimeException {

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }
    }
}
