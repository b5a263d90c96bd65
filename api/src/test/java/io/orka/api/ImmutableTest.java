package io.orka.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The records of the API are deeply immutable. */
class ImmutableTest {

    @Test
    void laterChangesAreNotSeen() {
        List<@Nullable Object> items = new ArrayList<>();
        items.add(null);
        items.add(new LinkedHashMap<>(Map.of("deep", 1L)));
        Map<String, @Nullable Object> other = new LinkedHashMap<>();
        other.put("z", null);
        other.put("items", items);
        List<String> values = new ArrayList<>(List.of("a"));
        FieldInfo field = new FieldInfo("name", "enum", "", true, values, other);
        Map<String, MethodInfo> methods = new LinkedHashMap<>();
        methods.put("Z", new MethodInfo("", List.of(field), List.of(), other));
        methods.put("A", new MethodInfo("", List.of(), List.of(), Map.of()));
        PluginMetadata metadata = new PluginMetadata("n", null, "", values, methods, other);
        String before = metadata.toString();

        values.add("b");
        items.add("later");
        ((Map<?, ?>) items.get(1)).clear();
        other.clear();
        methods.clear();

        assertThat(metadata.toString()).isEqualTo(before).contains("z=null", "deep=1");
        assertThat(metadata.methods().keySet()).containsExactly("Z", "A");
    }

    @Test
    void nobodyCanChangeWhatTheyAreHanded() {
        Map<String, @Nullable Object> other = Map.of("map", Map.of("a", 1L), "list", List.of(1L));
        PluginMetadata metadata = new PluginMetadata("n", null, "", List.of(), Map.of(), other);

        assertThatThrownBy(() -> metadata.other().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> metadata.methods().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) requireNonNull(metadata.other().get("map"))).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) requireNonNull(metadata.other().get("list"))).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anExceptionSaysItAllInOneLine() {
        PluginHostException e = new PluginHostException("ORKA-PLUGIN-01", "no such plugin", "Add it", null);

        assertThat(e).hasMessage("ORKA-PLUGIN-01: no such plugin. Add it");
        assertThat(e.code()).isEqualTo("ORKA-PLUGIN-01");
        assertThat(e.remedy()).isEqualTo("Add it");
    }
}
