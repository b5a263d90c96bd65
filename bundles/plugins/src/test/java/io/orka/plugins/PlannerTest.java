package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.registry.EntryLimits;
import io.orka.registry.Isolation;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import io.orka.registry.RepositoryUrl;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final String ID = "0123456789012345678901234567890123456789";

    private final Map<PluginKey, LockEntry> running = new LinkedHashMap<>();

    @Test
    void nothingIsDoneWhereWhatRunsIsWanted() {
        runs("hello@v1");

        assertThat(plan(entry("hello@v1"))).isEmpty();
    }

    @Test
    void whatIsNewIsInstalledBesideTheOthers() {
        runs("hello@v1");

        assertThat(plan(entry("hello@v1"), entry("hello@v2"))).containsExactly(new Change.Install(entry("hello@v2")));
    }

    @Test
    void anotherVersionTakesThePlaceOfTheOneThatIsNoLongerWanted() {
        runs("hello@v1");

        assertThat(plan(entry("hello@v2")))
                .containsExactly(new Change.Replace(entry("hello@v2"), Set.of(key("hello@v1"))));
    }

    @Test
    void onlyOneOfTwoNewVersionsTakesThePlace() {
        runs("hello@v1");

        assertThat(plan(entry("hello@v2"), entry("hello@v3")))
                .containsExactly(
                        new Change.Replace(entry("hello@v2"), Set.of(key("hello@v1"))),
                        new Change.Install(entry("hello@v3")));
    }

    @Test
    void whatNobodyWantsIsRemovedLast() {
        runs("gone@v1");

        assertThat(plan(entry("hello@v1")))
                .containsExactly(new Change.Install(entry("hello@v1")), new Change.Remove(key("gone@v1")));
    }

    @Test
    void anotherSourceIsAnUpdateOfTheSameKey() {
        runs("hello@v1");
        PluginEntry otherPath = new PluginEntry(key("hello@v1"), url(), "S", null, "sub", false, EntryLimits.none());
        PluginEntry otherRef = new PluginEntry(key("hello@v1"), url(), "S", "main", "", false, EntryLimits.none());
        PluginEntry otherService = new PluginEntry(key("hello@v1"), url(), "T", null, "", false, EntryLimits.none());

        assertThat(plan(otherPath)).containsExactly(new Change.Update(otherPath));
        assertThat(plan(otherRef)).containsExactly(new Change.Update(otherRef));
        assertThat(plan(otherService)).containsExactly(new Change.Update(otherService));
    }

    @Test
    void anotherIsolationIsAnUpdateAndAnotherLimitOfCallsIsNone() {
        runs("hello@v1");
        EntryLimits own = new EntryLimits(null, null, null, false, null, new Isolation(null));
        PluginEntry isolated = new PluginEntry(key("hello@v1"), url(), "S", null, "", false, own);
        EntryLimits limit = new EntryLimits(null, 3, null, false, null, null);
        PluginEntry limited = new PluginEntry(key("hello@v1"), url(), "S", null, "", false, limit);

        assertThat(plan(isolated)).containsExactly(new Change.Update(isolated));
        assertThat(plan(limited)).containsExactly(new Change.Adjust(limited));
    }

    private List<Change> plan(PluginEntry... desired) {
        return Planner.plan(List.of(desired), running).changes();
    }

    private void runs(String key) {
        running.put(key(key), locked());
    }

    private static LockEntry locked() {
        return new LockEntry(
                "S", url().text(), null, "", false, "v1", ID, ID, ID, "javac", "17", EntryLimits.none(), null);
    }

    private static PluginKey key(String text) {
        return PluginKey.parse(text);
    }

    private static PluginEntry entry(String key) {
        return new PluginEntry(key(key), url(), "S", null, "", false, EntryLimits.none());
    }

    private static RepositoryUrl url() {
        return RepositoryUrl.parse("https://example.org/hello.git", Path.of("/"));
    }
}
