package com.example.llm;

import io.orka.sdk.Request;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/** The API's address, its key, and the model. */
final class Account {

    private final String base;
    private final String key;
    private final String model;

    private Account(String base, String key, String model) {
        if (!base.matches("https?://[^?#]+") || URI.create(base).getHost() == null) {
            throw new IllegalArgumentException("apiBase must look like https://api.openai.com/v1 but is " + base);
        }
        if (!key.matches("[!-~]*")) {
            throw new IllegalArgumentException("the apiKey has characters that no key has (its value is not shown)");
        }
        this.base = base.endsWith("/") ? base : base + "/";
        this.key = key;
        this.model = model;
    }

    /**
     * Reads the account. The host's key is sent only to the host's API base. A call with another base needs another
     * key.
     */
    static Account of(Request request, Map<String, String> environment) {
        String model = request.string("model", environment.getOrDefault("LLM_MODEL", "gpt-4o-mini"));
        if (request.has("apiBase")) {
            return new Account(request.string("apiBase"), request.string("apiKey", ""), model);
        }
        return new Account(
                environment.getOrDefault("LLM_API_BASE", "https://api.openai.com/v1"),
                request.string("apiKey", environment.getOrDefault("LLM_API_KEY", "")),
                model);
    }

    String base() {
        return base;
    }

    String model() {
        return model;
    }

    /** Begins a request to the API. Without a key, as often for local models, no header is sent. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }
}
