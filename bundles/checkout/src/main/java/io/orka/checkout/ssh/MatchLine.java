package io.orka.checkout.ssh;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Determines whether a {@code Host} or {@code Match} line applies to a connection. */
final class MatchLine {

    private final String original;
    private final String localUser;
    private String hostName = "";
    private String user;

    /**
     * Creates an instance for one connection.
     *
     * @param original the requested host
     * @param user the remote user; empty when the configuration decides
     * @param localUser the user that runs this process
     */
    MatchLine(String original, String user, String localUser) {
        this.original = original;
        this.user = user;
        this.localUser = localUser;
    }

    /** Sets the host name, unless an earlier line has set a value. */
    void hostName(String found) {
        if (hostName.isEmpty()) {
            hostName = found.replace("%h", original).replace("%n", original).replace("%%", "%");
        }
    }

    /** Sets the user, unless an earlier line has set a value. */
    void user(String found) {
        if (user.isEmpty()) {
            user = found;
        }
    }

    boolean original(List<String> patterns) {
        return HostPatterns.match(patterns, original);
    }

    /** Tests the criteria in order, up to the first criterion that does not match. */
    boolean test(List<String> words, String place, PassedOver passedOver) {
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            boolean not = word.startsWith("!");
            String name = word.substring(not ? 1 : 0).toLowerCase(Locale.ROOT);
            boolean alone = name.equals("all") || name.equals("canonical") || name.equals("final");
            int equals = name.indexOf('=');
            String argument = "";
            if (equals >= 0) {
                argument = word.substring(word.indexOf('=') + 1);
                name = name.substring(0, equals);
            } else if (!alone && at < words.size()) {
                argument = words.get(at++);
            }
            Boolean fulfilled = fulfilled(name, List.of(argument.split(",", -1)));
            if (fulfilled == null) {
                passedOver.add("'Match " + name + "' at " + place + " is not supported");
                return false;
            }
            if (fulfilled == not) {
                return false;
            }
        }
        return !words.isEmpty();
    }

    /** Returns whether a criterion matches; {@code null} for an unsupported criterion. */
    private @Nullable Boolean fulfilled(String name, List<String> patterns) {
        return switch (name) {
            case "all" -> true;
            case "host" -> HostPatterns.match(patterns, hostName.isEmpty() ? original : hostName);
            case "originalhost" -> HostPatterns.match(patterns, original);
            case "user" -> HostPatterns.match(patterns, user.isEmpty() ? localUser : user);
            case "localuser" -> HostPatterns.match(patterns, localUser);
            case "canonical" -> false; // Orka does not canonicalize names
            default -> null;
        };
    }
}
