package io.orka.checkout;

import static java.util.Objects.requireNonNull;

/**
 * A user name and secret for one server. {@code toString} hides the secret.
 *
 * @param user the name
 * @param password the password or token
 */
public record Login(String user, String password) {

    /** Checks that no value is null. */
    public Login {
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
    }

    @Override
    public String toString() {
        return user + ":***";
    }
}
