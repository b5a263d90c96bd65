import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** A handler that discards all records. */
public class Leaked extends Handler {

    @Override
    public void publish(LogRecord record) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
