package acme.talk;

/** A component whose constructor fails. */
public final class Boom {

    public Boom() {
        throw new IllegalStateException("boom in constructor");
    }
}
