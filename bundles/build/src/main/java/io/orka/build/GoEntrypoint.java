package io.orka.build;

import io.orka.json.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entrypoint of a Go plugin.
 *
 * @param symbol the exported function
 * @param form the signature of the function
 * @param sdk the import path of the plugin's SDK
 * @param renamed the plugin's files that are replaced for the build, each with its replacement
 * @param closing the function to call before the process ends, as a Go expression
 * @param hint a hint for the author; may be empty
 */
record GoEntrypoint(String symbol, Form form, String sdk, Map<Path, Path> renamed, String closing, String hint) {

    /** The signatures of entrypoints, each with the statement that calls the function. */
    enum Form {
        RPC("orkaErr = %s(orkaRequest, &orkaResponse)"),
        CONTEXT("orkaResponse, orkaErr = %s(orkaCtx, orkaRequest)"),
        PLAIN("orkaResponse, orkaErr = %s(orkaRequest)");

        private final String statement;

        Form(String statement) {
            this.statement = statement;
        }
    }

    /** Returns the statement that calls the function. */
    String call() {
        return form.statement.formatted(symbol);
    }

    /**
     * Parses the output of the search.
     *
     * @throws BuildFailure when the search found no entrypoint
     */
    static GoEntrypoint read(String json) throws IOException {
        if (!(JsonText.read(json) instanceof Map<?, ?> found)) {
            throw new IOException("the search for the entrypoint did not print a JSON object");
        }
        String text = String.valueOf(found.get("text"));
        switch (String.valueOf(found.get("problem"))) {
            case "parse" -> throw BuildFailure.goDoesNotParse(text);
            case "package" -> throw BuildFailure.noBuilder(text, "Add a package main with OrkaCall or CallMethod.");
            case "none" -> throw BuildFailure.noGoEntrypoint(text);
            default -> {}
        }
        Map<Path, Path> renamed = new LinkedHashMap<>();
        if (found.get("renamed") instanceof Map<?, ?> files) {
            files.forEach((file, copy) -> renamed.put(Path.of(String.valueOf(file)), Path.of(String.valueOf(copy))));
        }
        Form form = switch (String.valueOf(found.get("form"))) {
            case "rpc" -> Form.RPC;
            case "context" -> Form.CONTEXT;
            default -> Form.PLAIN;
        };
        String closing = switch (String.valueOf(found.get("close"))) {
            case "plain" -> "func() error { OrkaClose(); return nil }";
            case "error" -> "OrkaClose";
            default -> "nil";
        };
        return new GoEntrypoint(
                String.valueOf(found.get("symbol")),
                form,
                String.valueOf(found.get("sdk")),
                Map.copyOf(renamed),
                closing,
                String.valueOf(found.get("hint")));
    }
}
