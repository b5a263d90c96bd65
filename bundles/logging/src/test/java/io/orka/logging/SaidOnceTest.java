package io.orka.logging;

import static io.orka.logging.SaidOnce.Source.EVENTS;
import static io.orka.logging.SaidOnce.Source.LOGGER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class SaidOnceTest {

    private final SaidOnce said = new SaidOnce();
    private final Exception thrown = new IllegalStateException();

    @Test
    void theOtherSourceSaysNothingNew() {
        assertThat(said.isNew(thrown, LOGGER)).isTrue();
        assertThat(said.isNew(new BundleException("wrapped", thrown), EVENTS)).isFalse();
    }

    @Test
    void whatHappensAgainIsSaidAgain() {
        assertThat(said.isNew(thrown, EVENTS)).isTrue();
        assertThat(said.isNew(thrown, LOGGER)).isFalse();
        assertThat(said.isNew(thrown, EVENTS)).isTrue();
        assertThat(said.isNew(thrown, EVENTS)).isTrue();
    }

    @Test
    void whatHasNoExceptionIsAlwaysNew() {
        assertThat(said.isNew(null, EVENTS)).isTrue();
        assertThat(said.isNew(null, LOGGER)).isTrue();
    }
}
