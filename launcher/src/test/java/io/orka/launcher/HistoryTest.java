package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.launcher.History.Answer;
import io.orka.launcher.History.Call;
import io.orka.launcher.History.Caller;
import io.orka.launcher.History.Fault;
import io.orka.launcher.History.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/** A history with one fault is reported, and a correct history is not. */
class HistoryTest {

    private final History history = new History(2);
    private final Caller ada = history.caller(0);
    private final Caller bob = history.caller(1);

    private static Answer answer(Call call, long generation) {
        return new Answer(call.caller(), call.number(), generation, call.number(), false);
    }

    private static void call(Caller caller, long generation) {
        Call call = caller.begin();
        caller.answered(call, answer(call, generation));
    }

    private Verdict verdict(long... executions) {
        return history.verdict(new AtomicLongArray(executions));
    }

    @Test
    void aRightHistoryIsFoundRight() {
        call(ada, 1);
        Call slow = bob.begin();
        call(ada, 2);
        bob.answered(slow, answer(slow, 1)); // the call began before the second generation had answered
        call(bob, 2);
        call(ada, 3);

        assertThat(verdict(3, 2)).isEqualTo(new Verdict(5, Map.of(), List.of()));
    }

    @Test
    void aCallThatFailedIsLostWhetherItWasExecutedOrNot() {
        ada.failed(ada.begin(), "no such plugin");
        Call next = ada.begin();
        ada.answered(next, new Answer(0, 2, 1, 1, false));
        bob.failed(bob.begin(), "broken pipe");
        call(bob, 1);

        assertThat(verdict(1, 2).counts()).isEqualTo(Map.of(Fault.LOST, 2L));
    }

    @Test
    void aCallThatDidNotReturnIsLost() {
        ada.begin();

        assertThat(verdict(1, 0).counts()).isEqualTo(Map.of(Fault.LOST, 1L));
        assertThat(history.calls()).isZero();
    }

    @Test
    void anAnswerWithoutAnExecutionIsLost() {
        call(ada, 1);
        ada.answered(ada.begin(), new Answer(0, 2, 1, 1, false));

        assertThat(verdict(1, 0).counts()).isEqualTo(Map.of(Fault.LOST, 1L));
    }

    @Test
    void theAnswerOfAnotherCallIsLost() {
        Call call = ada.begin();
        ada.answered(call, new Answer(1, 1, 1, 1, false));

        assertThat(verdict(1, 0).counts()).isEqualTo(Map.of(Fault.LOST, 1L));
    }

    @Test
    void aCallThatIsExecutedTwiceIsSeenAtOnceOrAtTheEnd() {
        ada.answered(ada.begin(), new Answer(0, 1, 1, 2, false));
        call(bob, 1);

        Verdict verdict = verdict(2, 2);

        assertThat(verdict.counts()).isEqualTo(Map.of(Fault.DUPLICATED, 2L));
        assertThat(verdict.findings()).first().asString().contains("1 executions too many");
    }

    @Test
    void anOlderGenerationThanTheOneThatAnsweredBeforeIsWrong() {
        call(ada, 2);
        call(bob, 1);

        assertThat(verdict(1, 1).counts()).isEqualTo(Map.of(Fault.WRONG_VERSION, 1L));
    }

    @Test
    void anAnswerAfterTheCloseIsSeen() {
        Call call = ada.begin();
        ada.answered(call, new Answer(0, 1, 1, 1, true));

        assertThat(verdict(1, 0).counts()).isEqualTo(Map.of(Fault.CLOSED, 1L));
    }

    @Test
    void onlyTheFirstFindingsAreToldButAllAreCounted() {
        for (int i = 0; i < 1000; i++) {
            ada.failed(ada.begin(), "no such plugin");
        }

        Verdict verdict = verdict(0, 0);

        assertThat(verdict.counts()).isEqualTo(Map.of(Fault.LOST, 1000L));
        assertThat(verdict.findings()).hasSize(20);
    }
}
