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
 * A proxy, as curl and git take its address. Its text form hides the password.
 *
 * @param socks whether it speaks SOCKS 5 instead of HTTP
 * @param host its name or address
 * @param port its port
 * @param user the user it knows us by, or {@code null}
 * @param password that user's password; may be empty
 */
public record ProxyAddress(
        boolean socks, String host, int port, @Nullable String user, String password) {

    /** For curl, whatever the scheme. */
    private static final int USUAL_PORT = 1080;

    private static final List<String> VARIABLES = List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

    /**
     * Reads an address.
     *
     * @param text such as {@code http://user:password@proxy.example.org:3128}; the scheme may be left out
     * @return the proxy
     * @throws IllegalArgumentException with a complaint that does not repeat the text, since that may hold a password
     */
    public static ProxyAddress parse(String text) {
        String url = text.strip();
        url = url.contains("://") ? url : "http://" + url;
        URI uri = uri(url);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean socks = scheme.equals("socks5") || scheme.equals("socks5h");
        if (!socks && !scheme.equals("http")) {
            throw new IllegalArgumentException(
                    "must begin with 'http://' or 'socks5://': a proxy by '" + scheme + "' is not supported");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("must be an address such as 'http://proxy.example.org:3128'");
        }
        String userInfo = uri.getRawUserInfo();
        if (userInfo != null && socks) {
            throw new IllegalArgumentException("must not hold a user: logins at SOCKS proxies are not supported");
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
                    "must be an address such as 'http://proxy.example.org:3128'; escape special characters of a password"
                            + " with %");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * The variable that names the proxy for {@code https}: of several the first in the order of curl.
     *
     * @param environment the variables of the process
     * @return the variable and its value, or {@code null} when no proxy is named
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
     * An address as it may be shown.
     *
     * @param text the address, which need not be valid
     * @return the address without its password, or what it is not
     */
    public static String shown(String text) {
        try {
            return parse(text).toString();
        } catch (IllegalArgumentException e) {
            return "an address that cannot be used";
        }
    }

    @Override
    public String toString() {
        String login = user == null ? "" : user + (password.isEmpty() ? "" : ":***") + "@";
        return (socks ? "socks5://" : "http://") + login + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
