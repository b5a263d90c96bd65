package io.orka.checkout;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The list in {@code no_proxy}, in the syntax of curl. An item is a name with or without a leading dot, which includes
 * subdomains; an address; a network ({@code 10.0.0.0/8}); or {@code *} for all hosts. An item may end with a port.
 */
final class NoProxy {

    private final List<String> items;

    private NoProxy(List<String> items) {
        this.items = items;
    }

    static NoProxy of(String list) {
        return new NoProxy(Arrays.stream(list.toLowerCase(Locale.ROOT).split("[\\s,]+"))
                .filter(item -> !item.isEmpty())
                .toList());
    }

    boolean covers(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "").replaceFirst("\\.$", "");
        return items.stream().anyMatch(item -> covers(item, name, port));
    }

    private static boolean covers(String item, String host, int port) {
        if (item.equals("*")) {
            return true;
        }
        String rest = item;
        if (rest.matches("\\[[^]]*](:\\d+)?|[^:]*:\\d+")) {
            int colon = rest.startsWith("[") ? rest.indexOf("]:") + 1 : rest.indexOf(':');
            if (colon > 0) {
                if (!rest.substring(colon + 1).equals(String.valueOf(port))) {
                    return false;
                }
                rest = rest.substring(0, colon);
            }
            rest = rest.replaceAll("[\\[\\]]", "");
        }
        Optional<BigInteger> address = address(host);
        if (address.isPresent()) {
            return network(rest, host, address.orElseThrow());
        }
        String name = rest.replaceFirst("^\\.", "").replaceFirst("\\.$", "");
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    private static boolean network(String item, String host, BigInteger address) {
        String[] parts = item.split("/", 2);
        Optional<BigInteger> network = address(parts[0]);
        int bits = host.contains(":") ? 128 : 32;
        if (network.isEmpty() || parts[0].contains(":") != host.contains(":")) {
            return false;
        }
        if (parts.length == 1) {
            return network.orElseThrow().equals(address);
        }
        if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > bits) {
            return false;
        }
        int shift = bits - Integer.parseInt(parts[1]);
        return network.orElseThrow().shiftRight(shift).equals(address.shiftRight(shift));
    }

    /** Parses a literal address. Names are not resolved. */
    private static Optional<BigInteger> address(String text) {
        if (text.contains(":")) {
            return sixteenBits(text);
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4 || !Arrays.stream(parts).allMatch(part -> part.matches("\\d{1,3}"))) {
            return Optional.empty();
        }
        BigInteger value = BigInteger.ZERO;
        for (String part : parts) {
            value = value.shiftLeft(8).add(new BigInteger(part));
        }
        return Optional.of(value);
    }

    private static Optional<BigInteger> sixteenBits(String text) {
        if (!text.matches("[0-9a-f:]+")) {
            return Optional.empty();
        }
        String[] halves = text.split("::", -1);
        List<String> head = groups(halves[0]);
        List<String> tail = halves.length > 1 ? groups(halves[1]) : List.of();
        int missing = 8 - head.size() - tail.size();
        if (halves.length > 2 || missing < 0 || (halves.length == 1 && missing > 0)) {
            return Optional.empty();
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < 8; i++) {
            String group = i < head.size()
                    ? head.get(i)
                    : i < head.size() + missing ? "0" : tail.get(i - head.size() - missing);
            if (group.isEmpty() || group.length() > 4) {
                return Optional.empty();
            }
            value = value.shiftLeft(16).add(new BigInteger(group, 16));
        }
        return Optional.of(value);
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }
}
