package io.orka.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A proxy address in the syntax of curl and git. {@code toString} hides the password.
 *
 * @param socks whether the proxy is a SOCKS 5 proxy instead of an HTTP proxy
 * @param host the proxy's name or address
 * @param port the proxy's port
 * @param user the user name for the proxy, or {@code null}
 * @param password the user's password; may be empty
 */
public record ProxyAddress(
        boolean socks, String host, int port, @Nullable String user, String password) {

    /** The default port of curl. */
    private static final int USUAL_PORT = 1080;

    private static final List<String> VARIABLES = List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

    /**
     * Reads an address.
     *
     * @param text such as {@code http://user:password@proxy.example.org:3128}; the scheme is optional
     * @return the proxy
     * @throws IllegalArgumentException when the address is invalid; the message does not repeat the address, which may
     *     contain a password
     */
    public static ProxyAddress parse(String text) {
        String url = text.strip();
        url = url.contains("://") ? url : "http://" + url;
        URI uri = uri(url);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean socks = scheme.equals("socks5") || scheme.equals("socks5h");
        if (!socks && !scheme.equals("http")) {
            throw new IllegalArgumentException(
                    "must start with 'http://' or 'socks5://'; the scheme '" + scheme + "' is not supported");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("must be an address such as 'http://proxy.example.org:3128'");
        }
        String userInfo = uri.getRawUserInfo();
        if (userInfo != null && socks) {
            throw new IllegalArgumentException(
                    "must not contain a user name: authentication at SOCKS proxies is not supported");
        }
        String[] login = userInfo == null ? new String[0] : userInfo.split(":", 2);
        return new ProxyAddress(
                socks,
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                login.length == 0 || login[0].isEmpty() ? null : decoded(login[0]),
                login.length < 2 ? "" : decoded(login[1]));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "must be an address such as 'http://proxy.example.org:3128'; percent-encode special characters of a"
                            + " password");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * Finds the variable that sets the proxy for {@code https}. Of several variables, the first in the order of curl is
     * used.
     *
     * @param environment the variables of the process
     * @return the variable and its value, or {@code null} when no proxy is set
     */
    public static Map.@Nullable Entry<String, String> ofEnvironment(Map<String, String> environment) {
        for (String name : VARIABLES) {
            String value = environment.get(name);
            if (value != null) {
                return value.isBlank() ? null : Map.entry(name, value);
            }
        }
        return null;
    }

    /**
     * Returns the address for display.
     *
     * @param text the address, valid or not
     * @return the address without its password, or a placeholder when the address is invalid
     */
    public static String shown(String text) {
        try {
            return parse(text).toString();
        } catch (IllegalArgumentException e) {
            return "an invalid address";
        }
    }

    @Override
    public String toString() {
        String login = user == null ? "" : user + (password.isEmpty() ? "" : ":***") + "@";
        return (socks ? "socks5://" : "http://") + login + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
