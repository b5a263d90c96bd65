package io.orka.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.sdk.SemanticVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginVersionTest {

    private static final List<String> ASCENDING = List.of(
            "1.x",
            "2.0_1",
            "feature/x",
            "main",
            "0.0.1",
            "v0.1.0",
            "1.0.0-SNAPSHOT",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "v1",
            "1.0.1",
            "v1.2",
            "1.2.3",
            "1.2.3.4",
            "1.2.3.10",
            "1.10.0",
            "2.0.0-99999999999999999999998",
            "2.0.0-99999999999999999999999",
            "2.0.0",
            "2.0.0.1-rc.1",
            "99999999999999999999998.0.0",
            "99999999999999999999999.0.0");

    @Test
    void ordersAsTheStandardSays() {
        List<PluginVersion> versions =
                new ArrayList<>(ASCENDING.stream().map(PluginVersion::new).toList());
        Collections.shuffle(versions, new Random(1));
        assertThat(versions.stream().sorted().map(PluginVersion::text)).containsExactlyElementsOf(ASCENDING);
    }

    @Test
    void onlyEqualTextsCompareAsEqual() {
        assertThat(new PluginVersion("v1.2")).isNotEqualByComparingTo(new PluginVersion("1.2.0"));
        assertThat(new PluginVersion("1.0.0+a")).isLessThan(new PluginVersion("1.0.0+b"));
        assertThat(new PluginVersion("1.0.0")).isEqualByComparingTo(new PluginVersion("1.0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature/x", "main", "v", "1.x", "1.0.0-", ""})
    void whatIsNoSemanticVersionHasNone(String text) {
        assertThat(new PluginVersion(text).semantic()).isEmpty();
    }

    @Test
    void aSemanticVersionIsOffered() {
        assertThat(new PluginVersion("v1.2").semantic()).contains(new SemanticVersion("1.2.0"));
    }

    @Test
    void aLeadingVMakesNoOther() {
        assertThat(PluginVersion.alike("v0.1.0", "0.1.0")).isTrue();
        assertThat(PluginVersion.alike("v0.1.0", "v0.1.0")).isTrue();
        assertThat(PluginVersion.alike("v0.1.0", "0.1")).isFalse();
        assertThat(PluginVersion.alike(null, null)).isTrue();
        assertThat(PluginVersion.alike(null, "v0.1.0")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.1.0", "0.1.0", "main", "v", ""})
    void theOtherSpellingIsAlikeAndNotTheSame(String version) {
        String other = PluginVersion.otherSpelling(version);

        assertThat(other).isNotEqualTo(version);
        assertThat(PluginVersion.alike(version, other)).isTrue();
        assertThat(PluginVersion.otherSpelling(other)).isEqualTo(version);
    }
}
