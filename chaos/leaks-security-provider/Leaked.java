import java.security.Provider;

/** A security provider without services. */
public class Leaked extends Provider {

    public Leaked() {
        super("Leaked", "1", "Provides nothing");
    }
}
