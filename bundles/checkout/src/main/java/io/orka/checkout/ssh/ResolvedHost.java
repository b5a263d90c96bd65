package io.orka.checkout.ssh;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.transport.SshConfigStore;
import org.jspecify.annotations.Nullable;

/** The configuration of one host, with the keys to try. */
final class ResolvedHost implements SshConfigStore.HostConfig {

    private final Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<String>> lists = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ResolvedHost(SshConfigStore.HostConfig config) {
        options.putAll(config.getOptions());
        lists.putAll(config.getMultiValuedOptions());
    }

    void put(String key, String value) {
        options.put(key, value);
    }

    void put(String key, List<String> values) {
        lists.put(key, List.copyOf(values));
    }

    @Override
    public @Nullable String getValue(String key) {
        List<String> several = lists.get(key);
        return several == null || several.isEmpty() ? options.get(key) : several.get(0);
    }

    @Override
    public List<String> getValues(String key) {
        List<String> several = lists.get(key);
        String one = options.get(key);
        return several != null ? several : one == null ? List.of() : List.of(one);
    }

    @Override
    public Map<String, String> getOptions() {
        return Map.copyOf(options);
    }

    @Override
    public Map<String, List<String>> getMultiValuedOptions() {
        return Map.copyOf(lists);
    }
}
