package io.orka.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrintBudgetTest {

    private static final int LINE = 1000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = 5;
    private final PrintBudget budget = new PrintBudget(now);

    @Test
    void aBurstIsTakenWholeAndAFloodNot() {
        long atOnce = taken();
        assertThat(atOnce * (LINE + PrintBudget.LINE)).isBetween(PrintBudget.BURST, PrintBudget.BURST + 2 * LINE);
        assertThat(budget.leftSomethingOut()).isTrue();
        assertThat(budget.leftOut()).isEqualTo(1);
        assertThat(budget.leftSomethingOut()).isFalse();

        now += 10 * SECOND;
        assertThat(taken() * (LINE + PrintBudget.LINE))
                .isBetween(9 * PrintBudget.PER_SECOND, 11 * PrintBudget.PER_SECOND);
    }

    @Test
    void manyShortPausesEarnWhatALongOneDoes() {
        taken();
        long lines = 0;
        for (int i = 0; i < 10_000; i++) {
            now += SECOND / 1000;
            lines += budget.take(LINE, now) ? 1 : 0;
        }
        assertThat(lines * (LINE + PrintBudget.LINE))
                .isBetween(9 * PrintBudget.PER_SECOND, 11 * PrintBudget.PER_SECOND);
    }

    @Test
    void whatIsNotUsedIsNotSavedForever() {
        now += Duration.ofDays(365).toNanos();
        assertThat(taken() * (LINE + PrintBudget.LINE)).isLessThan(PrintBudget.BURST + 2 * LINE);
    }

    @Test
    void aLongQuietTimeEarnsAll() {
        for (int hours = 1; hours < 200; hours++) {
            taken();
            now += Duration.ofHours(hours).toNanos();
            assertThat(taken() * (LINE + PrintBudget.LINE))
                    .as("%s hours", hours)
                    .isGreaterThan(PrintBudget.BURST);
        }
    }

    @Test
    void itIsWholeAgainWhenAllIsEarnedAndSaid() {
        assertThat(budget.isWhole(now)).isTrue();
        taken();
        now += Duration.ofHours(1).toNanos();
        assertThat(budget.isWhole(now)).isFalse();
        assertThat(budget.leftOut()).isEqualTo(1);
        assertThat(budget.isWhole(now)).isTrue();
    }

    private long taken() {
        long lines = 0;
        while (budget.take(LINE, now)) {
            lines++;
        }
        return lines;
    }
}
