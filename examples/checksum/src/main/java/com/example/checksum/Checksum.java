package com.example.checksum;

import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Computes checksums of text. The class keeps no state between calls, so a static method is sufficient. */
public final class Checksum {

    private Checksum() {}

    public static void callMethod(Request request, Response response) throws NoSuchAlgorithmException {
        if (!request.method().equals("Checksum")) {
            response.setError("Unknown method: " + request.method());
            return;
        }
        MessageDigest digest = MessageDigest.getInstance(request.string("algorithm", "SHA-256"));
        byte[] sum = digest.digest(request.string("text").getBytes(StandardCharsets.UTF_8));
        response.setSuccess(true);
        response.setData(Map.of("checksum", HexFormat.of().formatHex(sum)));
    }
}
