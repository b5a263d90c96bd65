package io.orka.calls;

import static io.orka.calls.Plugins.answer;
import static io.orka.calls.Plugins.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.orka.identity.PluginKey;
import io.orka.sdk.OrkaCall;
import java.lang.ref.WeakReference;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each registration has its own handle, which can outlive the registration. */
class ReleasedHandleTest {

    private static final PluginKey KEY = PluginKey.parse("p@v1");

    private final Calls calls = new Calls();

    private void serve(String key, long number) {
        calls.switchTo(answering(key, number), Set.of());
    }

    @Test
    void eachIsAnObjectOfItsOwnAndLeadsToTheSamePlugin() {
        serve("p@v1", 1);
        OrkaCall one = calls.newHandle(KEY);
        OrkaCall other = calls.newHandle(KEY);

        assertThat(one).isNotEqualTo(other).isNotEqualTo(calls.handle(KEY));
        assertThat(calls.handle(KEY)).isSameAs(calls.handle(KEY));
        for (OrkaCall handle : new OrkaCall[] {one, other, calls.handle(KEY)}) {
            assertThat(answer(handle)).isEqualTo("p@v1#1");
        }
        serve("p@v1", 2);
        for (OrkaCall handle : new OrkaCall[] {one, other, calls.handle(KEY)}) {
            assertThat(answer(handle)).isEqualTo("p@v1#2");
        }
    }

    @Test
    void itMayBeMadeBeforeItsKeyIsServed() {
        OrkaCall handle = calls.newHandle(KEY);
        serve("p@v2", 1);
        assertThat(answer(handle)).isEqualTo("p@v2#1");
        serve("p@v1", 2);
        assertThat(answer(handle)).isEqualTo("p@v1#2");
    }

    @Test
    void aReleasedOneFollowsTheRoutesAsBefore() {
        serve("p@v1", 1);
        OrkaCall handle = calls.newHandle(KEY);
        calls.release(handle);
        calls.release(handle);

        assertThat(answer(handle)).isEqualTo("p@v1#1");
        serve("p@v1", 2);
        assertThat(answer(handle)).isEqualTo("p@v1#2");
        calls.switchTo(answering("p@v2", 3), Set.of(KEY));
        assertThat(answer(handle)).isEqualTo("p@v2#3");
    }

    @Test
    void aReleasedOneThatIsKeptKeepsNoGeneration() {
        serve("p@v1", 1);
        OrkaCall handle = calls.newHandle(KEY);
        assertThat(answer(handle)).isEqualTo("p@v1#1");
        WeakReference<Generation> old = new WeakReference<>(calls.current(KEY).orElseThrow());
        calls.release(handle);
        serve("p@v1", 2);
        assertThat(answer(handle)).isEqualTo("p@v1#2");

        Eventually.holds("the replaced generation is collected", () -> {
            System.gc();
            return old.refersTo(null);
        });
        assertThat(answer(handle)).isEqualTo("p@v1#2");
    }

    @Test
    void aReleasedOneThatNobodyKeepsIsCollected() {
        serve("p@v1", 1);
        OrkaCall handle = calls.newHandle(KEY);
        WeakReference<OrkaCall> released = new WeakReference<>(handle);
        calls.release(handle);
        handle = calls.handle(KEY);

        Eventually.holds("the released handle is collected", () -> {
            System.gc();
            return released.refersTo(null);
        });
        assertThat(answer(handle)).isEqualTo("p@v1#1");
    }
}
