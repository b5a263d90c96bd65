package io.orka.checkout;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code credentials.properties}: the environment variable or file with a host's token. */
final class TokenFile implements Credentials {

    /** The user name for a token. Servers that accept a token accept any user name. */
    private static final String ANY_USER = "git";

    private static final int LARGEST_TOKEN = 16 * 1024;

    private final Path properties;
    private final Map<String, String> references = new HashMap<>();
    private final Map<String, String> users = new HashMap<>();
    private final UnaryOperator<@Nullable String> environment;

    private TokenFile(Path properties, UnaryOperator<@Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    static TokenFile read(Path file, UnaryOperator<@Nullable String> environment) {
        TokenFile tokens = new TokenFile(file, environment);
        Properties lines = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                // The exception's text is not used, since it may quote the file.
                throw CheckoutFailure.credentials(
                        file.toString(),
                        "cannot be read as properties in UTF-8",
                        "Check the mode and the syntax of the file.");
            }
        }
        lines.stringPropertyNames().forEach(key -> tokens.add(key, lines.getProperty(key)));
        return tokens;
    }

    private void add(String key, String value) {
        int dot = key.lastIndexOf('.');
        String host = dot < 0 ? "" : key.substring(0, dot).toLowerCase(Locale.ROOT);
        String word = key.substring(dot + 1);
        boolean reference = value.startsWith("env:") || value.startsWith("file:/");
        if (!host.isEmpty() && word.equals("user") && !value.isBlank()) {
            users.put(host, value.strip());
        } else if (!host.isEmpty() && word.equals("token") && reference) {
            references.put(host, value.strip());
        } else {
            // The value is not shown, since it may be a token.
            throw CheckoutFailure.credentials(
                    properties + ", '" + key + "'",
                    word.equals("token")
                            ? "the value is not a reference to a token"
                            : "not '<host>.token' or '<host>.user'",
                    "Use '<host>.token=env:VARIABLE' or '<host>.token=file:/absolute/path', never the token itself.");
        }
    }

    @Override
    public Optional<Login> forHost(String host) {
        String reference = references.get(host);
        if (reference == null) {
            return Optional.empty();
        }
        String secret = reference.startsWith("env:") ? variable(host, reference) : content(host, reference);
        return Optional.of(new Login(users.getOrDefault(host, ANY_USER), secret));
    }

    private String variable(String host, String reference) {
        String name = reference.substring("env:".length());
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw CheckoutFailure.credentials(
                    "token for " + host,
                    "environment variable " + name + " is not set",
                    "Set the variable and restart Orka.");
        }
        return value.strip();
    }

    private String content(String host, String reference) {
        String path = reference.substring("file:".length());
        try {
            Path secret = Path.of(path);
            String value = Files.size(secret) > LARGEST_TOKEN
                    ? ""
                    : Files.readString(secret).strip();
            if (!value.isEmpty() && value.lines().count() == 1) {
                return value;
            }
        } catch (IOException | InvalidPathException unreadable) {
            throw CheckoutFailure.credentials(
                    "token for " + host,
                    "file " + path + " cannot be read",
                    "Check that the file exists and is readable.");
        }
        throw CheckoutFailure.credentials(
                "token for " + host,
                "file " + path + " does not contain exactly one line",
                "Write the token on one line.");
    }
}
