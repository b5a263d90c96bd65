package io.orka.registry;

import io.orka.identity.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses an address into one of the allowed forms, so that no Git library has to guess the meaning. */
final class RepositoryUrlReader {

    private static final int LONGEST = 1_000;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);
    private static final Pattern HELPER = Pattern.compile("[^/\\[]*::.*", Pattern.DOTALL);
    private static final Pattern SCP = Pattern.compile(
            "[A-Za-z0-9_][A-Za-z0-9._-]*@" + "(?<host>[A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+]):(?<path>[^\\s]+)");

    private final Path base;

    RepositoryUrlReader(Path base) {
        this.base = base;
    }

    RepositoryUrl read(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw refused("must be 1 to " + LONGEST + " characters long");
        }
        if (EntryRules.holdsInvisible(text) || text.contains("\\")) {
            throw refused("must not contain control characters or backslashes");
        }
        if (HELPER.matcher(text).matches()) {
            throw refused("contains '::', which starts a program on this machine and is not allowed");
        }
        Matcher url = SCHEME.matcher(text);
        if (url.matches()) {
            return url(text, url.group(1).toLowerCase(Locale.ROOT), url.group(2));
        }
        if (text.startsWith("file:/")) {
            return file(text, "file://" + text.substring("file:".length()));
        }
        int colon = text.indexOf(':');
        int slash = text.indexOf('/');
        if (colon >= 0 && (slash < 0 || colon < slash)) {
            return scp(text);
        }
        return local(text);
    }

    private RepositoryUrl url(String text, String scheme, String rest) {
        return switch (scheme) {
            case "file" -> file(text, "file://" + rest);
            case "https", "http", "ssh" -> remote(text, scheme, rest);
            default ->
                throw refused(
                        "scheme " + SafeText.quoted(scheme) + " is not allowed; use https, ssh, file or a local path");
        };
    }

    private RepositoryUrl remote(String text, String scheme, String rest) {
        String authority = rest.split("[/?#]", 2)[0];
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        // First, so that no other message can repeat a password.
        if (at >= 0 && (!scheme.equals("ssh") || user.contains(":"))) {
            throw refused("contains a user or password; keep credentials out of plugins.json");
        }
        if (user.startsWith("-") || authority.startsWith("-", at + 1)) {
            throw refused("has a user or host that starts with '-'");
        }
        URI uri = uri(scheme + "://" + rest);
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw refused("has no valid host");
        }
        checkPath(uri);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (scheme.equals("http") && !LOOPBACK.contains(host)) {
            throw refused("uses plain http, which is allowed only for this machine; use https");
        }
        return new RepositoryUrl(text, uri.toASCIIString(), host);
    }

    private RepositoryUrl file(String text, String url) {
        URI uri = uri(url);
        String authority = uri.getRawAuthority();
        if (authority != null && !authority.equalsIgnoreCase("localhost")) {
            throw refused("must not have a host after file://; use file:///path");
        }
        checkPath(uri);
        return new RepositoryUrl(text, fileUrl(Path.of(uri.getPath())), "");
    }

    private static RepositoryUrl scp(String text) {
        Matcher scp = SCP.matcher(text);
        if (!scp.matches()) {
            throw refused(
                    text.contains("@") && text.indexOf(':') < text.indexOf('@')
                            ? "contains a password; keep credentials out of plugins.json"
                            : "is not a valid address; use https://host/path, ssh://user@host/path or user@host:path");
        }
        if (scp.group("path").startsWith("-")) {
            throw refused("has a path that starts with '-'");
        }
        return new RepositoryUrl(text, text, scp.group("host").toLowerCase(Locale.ROOT));
    }

    private RepositoryUrl local(String text) {
        if (text.startsWith("-")) {
            throw refused("has a path that starts with '-'");
        }
        if (text.startsWith("~/")) {
            return new RepositoryUrl(text, fileUrl(Path.of(System.getProperty("user.home"), text.substring(2))), "");
        }
        if (text.startsWith("~")) {
            throw refused("starts with '~', but only '~/' is supported for a home directory");
        }
        return new RepositoryUrl(text, fileUrl(base.resolve(text)), "");
    }

    /** Returns the URL without the slash that {@link Path#toUri()} appends to an existing directory. */
    private static String fileUrl(Path path) {
        String url = path.toAbsolutePath().normalize().toUri().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw refused("is not a valid URL: " + e.getReason() + " at character " + (e.getIndex() + 1));
        }
    }

    private static void checkPath(URI uri) {
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("must not have a '?' or '#' part");
        }
        String path = uri.getPath();
        if (path == null || path.length() < 2) {
            throw refused("has no path after the host");
        }
        if (path.startsWith("/-")) {
            throw refused("has a path that starts with '-'");
        }
        if (EntryRules.holdsInvisible(path) || path.contains("\\") || ("/" + path + "/").contains("/../")) {
            throw refused("has a path with control characters, backslashes or '..'");
        }
    }

    private static RegistryFailure refused(String reason) {
        return new RegistryFailure(
                "ORKA-REG-02",
                "the address of the repository " + reason,
                "Use https://…, ssh://…, user@host:path, file:///… or a path.");
    }
}
