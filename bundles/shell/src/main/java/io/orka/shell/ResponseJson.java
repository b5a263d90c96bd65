package io.orka.shell;

import io.orka.sdk.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plugin's response as JSON-like data: {@code success} with {@code data} or {@code error}. */
final class ResponseJson {

    private ResponseJson() {}

    static Map<String, @Nullable Object> of(Response response) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("success", response.success());
        if (!response.success()) {
            data.put("error", response.error() == null ? "" : response.error());
        }
        if (response.success() || response.data() != null) {
            data.put("data", response.data());
        }
        return data;
    }
}
