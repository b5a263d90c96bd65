package io.orka.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JulFiltersTest {

    @AfterEach
    void reset() throws Exception {
        LogManager.getLogManager().readConfiguration();
    }

    @Test
    void aProgramsFilterIsAskedForWhatIsNoPlugins() {
        Handler handler = handler();
        Filter programs = record -> record.getMessage().equals("wanted");
        handler.setFilter(programs);

        JulFilters filters = JulFilters.install();
        assertThat(handler.getFilter()).isNotSameAs(programs);
        assertThat(handler.isLoggable(new LogRecord(Level.SEVERE, "wanted"))).isTrue();
        assertThat(handler.isLoggable(new LogRecord(Level.SEVERE, "unwanted"))).isFalse();
        filters.remove();

        assertThat(handler.getFilter()).isSameAs(programs);
    }

    @Test
    void handlersOfAnotherConfigurationGetOneAsWell() throws Exception {
        JulFilters filters = JulFilters.install();
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(
                        "handlers=java.util.logging.ConsoleHandler".getBytes(StandardCharsets.ISO_8859_1)));

        Handler handler = handler();
        assertThat(handler.getFilter()).isNotNull();
        filters.remove();

        assertThat(handler.getFilter()).isNull();
        LogManager.getLogManager().readConfiguration();
        assertThat(handler().getFilter()).isNull();
    }

    @Test
    void aFilterThatTheProgramSetsMeanwhileStays() {
        Handler handler = handler();
        JulFilters filters = JulFilters.install();
        Filter later = record -> true;
        handler.setFilter(later);

        filters.remove();

        assertThat(handler.getFilter()).isSameAs(later);
    }

    @Test
    void aHandlerThatIsAddedLaterGetsOneWithTheNextRecordAndGivesItBackWhenItLeaves() {
        Logger root = LogManager.getLogManager().getLogger("");
        Handler later = new StreamHandler();
        JulFilters filters = JulFilters.install();
        root.addHandler(later);
        try {
            assertThat(handler().isLoggable(new LogRecord(Level.SEVERE, "any"))).isTrue();
            assertThat(later.getFilter()).isNotNull();

            root.removeHandler(later);
            assertThat(handler().isLoggable(new LogRecord(Level.SEVERE, "any"))).isTrue();
            assertThat(later.getFilter()).isNull();
        } finally {
            filters.remove();
            root.removeHandler(later);
        }
    }

    @Test
    void afterTheEndNoHandlerGetsOne() {
        JulFilters filters = JulFilters.install();
        Filter left = handler().getFilter();
        filters.remove();

        assertThat(left.isLoggable(new LogRecord(Level.SEVERE, "any"))).isTrue();
        assertThat(handler().getFilter()).isNull();
    }

    private static Handler handler() {
        return LogManager.getLogManager().getLogger("").getHandlers()[0];
    }
}
