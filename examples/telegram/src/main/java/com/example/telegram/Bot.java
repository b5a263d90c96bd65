package com.example.telegram;

import io.orka.sdk.Request;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The address of the Bot API, and the token of the bot.
 *
 * <p>The token is a part of each URL, and exceptions often quote URLs. This class therefore checks the address and the
 * token, and no message contains the token.
 */
final class Bot {

    private static final Pattern TOKEN = Pattern.compile("[0-9]+:[A-Za-z0-9_-]+");

    private final String base;
    private final String token;

    private Bot(String base, String token) {
        if (!base.matches("https?://[^?#]+") || URI.create(base).getHost() == null) {
            throw new IllegalArgumentException("apiBase must look like https://api.telegram.org but is " + base);
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("the token must look like 123456:ABC-def (its value is not shown)");
        }
        this.base = base.endsWith("/") ? base : base + "/";
        this.token = token;
    }

    /**
     * Reads the settings. The host's token is sent only to the host's API base. A call with another base needs another
     * token.
     */
    static Bot of(Request request, Map<String, String> environment) {
        if (request.has("apiBase")) {
            return new Bot(request.string("apiBase"), request.string("token"));
        }
        return new Bot(
                environment.getOrDefault("TELEGRAM_API_BASE", "https://api.telegram.org"),
                request.string("token", environment.getOrDefault("TELEGRAM_BOT_TOKEN", "")));
    }

    URI endpoint(String method) {
        return URI.create(base + "bot" + token + "/" + method);
    }
}
