package io.orka.calls;

import static io.orka.calls.Plugins.PING;
import static io.orka.calls.Plugins.answer;
import static io.orka.calls.Plugins.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orka.identity.PluginKey;
import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CallsTest {

    private final Calls calls = new Calls();

    private void serve(String key, long number) {
        calls.switchTo(answering(key, number), Set.of());
    }

    private static PluginKey key(String text) {
        return PluginKey.parse(text);
    }

    @Test
    void a_bare_name_goes_to_the_highest_version() {
        serve("p@v0.2.0", 1);
        serve("p@v0.1.0", 2);

        assertThat(answer(calls.find("p").orElseThrow())).isEqualTo("p@v0.2.0#1");
        assertThat(answer(calls.find("p@v0.1.0").orElseThrow())).isEqualTo("p@v0.1.0#2");
    }

    @Test
    void an_entry_without_version_is_what_the_bare_name_means() {
        serve("p@v9", 1);
        serve("p", 2);

        assertThat(answer(calls.find("p").orElseThrow())).isEqualTo("p#2");
        assertThat(answer(calls.find("p@v9").orElseThrow())).isEqualTo("p@v9#1");
    }

    @Test
    void a_version_is_found_with_and_without_v() {
        serve("p@v1", 1);
        serve("q@1", 2);

        assertThat(answer(calls.find("p@1").orElseThrow())).isEqualTo("p@v1#1");
        assertThat(answer(calls.find("q@v1").orElseThrow())).isEqualTo("q@1#2");
        serve("p@1", 3);
        assertThat(answer(calls.find("p@1").orElseThrow())).isEqualTo("p@1#3");
        assertThat(answer(calls.find("p@v1").orElseThrow())).isEqualTo("p@v1#1");
    }

    @Test
    void a_handle_by_name_follows_the_name() {
        serve("p@v1", 1);
        OrkaCall byName = calls.find("p").orElseThrow();

        serve("p@v2", 2);
        assertThat(answer(byName)).isEqualTo("p@v2#2");
        calls.withdraw(key("p@v2"));
        assertThat(answer(byName)).isEqualTo("p@v1#1");
    }

    @Test
    void a_handle_by_key_follows_the_name_while_its_key_is_retired() {
        serve("p@v1", 1);
        OrkaCall byKey = calls.handle(key("p@v1"));

        assertThat(calls.switchTo(answering("p@v2", 2), Set.of(key("p@v1"))))
                .extracting(Generation::number)
                .containsExactly(1L);
        assertThat(answer(byKey)).isEqualTo("p@v2#2");
        serve("p@v1", 3);
        assertThat(answer(byKey)).isEqualTo("p@v1#3");
        assertThat(calls.handle(key("p@v1"))).isSameAs(byKey);
    }

    @Test
    void a_handle_whose_plugin_is_gone_says_so() {
        serve("p@v1", 1);
        OrkaCall byKey = calls.handle(key("p@v1"));
        calls.withdraw(key("p@v1"));

        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> answer(byKey))
                .withMessage("ORKA-CALL-03: p@v1 Ping: the plugin is no longer registered");
        assertThat(calls.find("p")).isEmpty();
        assertThat(calls.find("p@v1")).isEmpty();
        assertThat(calls.withdraw(key("p@v1"))).isEmpty();
    }

    @Test
    void a_switch_returns_the_replaced_generation_of_its_key() {
        serve("p@v1", 1);

        assertThat(calls.switchTo(answering("p@v1", 2), Set.of()))
                .extracting(Generation::number)
                .containsExactly(1L);
        assertThat(calls.current(key("p@v1")).orElseThrow().number()).isEqualTo(2);
        assertThat(calls.serving("p").orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void a_switch_retires_only_its_own_name_and_never_itself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.switchTo(answering("p@v1", 1), Set.of(key("q@v1"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calls.switchTo(answering("p@v1", 1), Set.of(key("p@v1"))));
    }

    @Test
    void current_lists_names_and_versions_in_order() {
        serve("q@v1", 1);
        serve("p@v2", 2);
        serve("p@v1", 3);

        assertThat(calls.current()).extracting(g -> g.key().toString()).containsExactly("p@v1", "p@v2", "q@v1");
    }

    @Test
    void an_unknown_name_is_answered_with_the_nearest() {
        serve("telegram@v1", 1);

        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> calls.call("telegrm", CallContext.none(), PING))
                .withMessage("ORKA-CALL-01: telegrm Ping: no plugin of this name is active; did you mean 'telegram'?");
        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> calls.call("weather", CallContext.none(), PING))
                .withMessage("ORKA-CALL-01: weather Ping: no plugin of this name is active");
    }

    @Test
    void an_unknown_version_is_answered_with_those_there_are() {
        serve("p@v1", 1);
        serve("p@v2", 1);
        serve("p", 1);

        assertThatExceptionOfType(OrkaCallException.class)
                .isThrownBy(() -> calls.call("p@v3", CallContext.none(), PING))
                .withMessage(
                        "ORKA-CALL-02: p@v3 Ping: this version is not active; active versions: one without a version,"
                                + " v1, v2");
    }

    @Test
    void a_switch_to_a_version_never_seen_before_leaves_no_gap() throws InterruptedException {
        serve("p@v0", 0);
        OrkaCall byName = calls.find("p").orElseThrow();
        AtomicBoolean running = new AtomicBoolean(true);
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        Thread caller = new Thread(() -> {
            while (running.get()) {
                try {
                    answer(byName);
                } catch (RuntimeException e) {
                    faults.add(e.toString());
                }
            }
        });
        caller.start();
        for (int version = 1; version <= 2_000; version++) {
            calls.switchTo(answering("p@v" + version, version), Set.of(key("p@v" + (version - 1))));
        }
        running.set(false);
        caller.join();

        assertThat(faults).isEmpty();
    }
}
