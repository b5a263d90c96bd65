import java.security.Provider;

/** A provider of nothing. */
public class Leaked extends Provider {

    public Leaked() {
        super("Leaked", "1", "Provides nothing");
    }
}
