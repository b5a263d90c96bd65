package acme.talk;

/** A component that cannot be made. */
public final class Boom {

    public Boom() {
        throw new IllegalStateException("boom in constructor");
    }
}
