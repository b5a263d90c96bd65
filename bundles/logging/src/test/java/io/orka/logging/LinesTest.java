package io.orka.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

/** Log entries are formatted as lines of text or JSON. */
class LinesTest {

    private static final String NASTY = "a\"\\\n\r\n\t\u0000\u001b[31m\u0085\u2028\u202e\ud800z";

    private final LoggerContext context = new LoggerContext();
    private final FileLines file = new FileLines();
    private final ConsoleLines console = new ConsoleLines();

    private LoggingEvent event(String logger, String message, @Nullable Throwable thrown) {
        return event("main", logger, message, thrown);
    }

    private LoggingEvent event(String thread, String logger, String message, @Nullable Throwable thrown) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        LoggingEvent event = new LoggingEvent("", context.getLogger(logger), Level.WARN, message, thrown, null);
        event.setThreadName(thread);
        return event;
    }

    private LoggingEvent nasty() {
        Exception cause = new IllegalStateException(NASTY);
        Exception thrown = new Exception(NASTY, cause);
        thrown.addSuppressed(new Exception(NASTY));
        StackTraceElement[] trace = {new StackTraceElement(NASTY, NASTY, NASTY, 1)};
        thrown.setStackTrace(trace);
        cause.setStackTrace(trace);
        LoggingEvent event = event(NASTY, NASTY, NASTY, thrown);
        event.addKeyValuePair(new KeyValuePair(Tag.KEY, new Tag(NASTY)));
        event.addKeyValuePair(new KeyValuePair(NASTY, NASTY));
        event.addMarker(new BasicMarkerFactory().getMarker(NASTY));
        event.setMDCPropertyMap(Map.of(NASTY, NASTY));
        return event;
    }

    private static JsonNode json(LoggingEvent event) throws IOException {
        String line = new String(new JsonLines().encode(event), UTF_8);
        assertThat(line)
                .endsWith("}\n")
                .doesNotContain("\n{", "\u202e", "\u2028", "\u0085")
                .hasLineCount(1);
        return new ObjectMapper().readTree(line);
    }

    @Test
    void eachStandsInItsPlace() {
        LoggingEvent host = event("io.orka.launcher.Orka", "said", null);
        assertThat(file.doLayout(host)).endsWith(" WARN  [orka] [main] i.orka.launcher.Orka said\n");
        assertThat(console.doLayout(host)).endsWith(" WARN  said\n");

        LoggingEvent bundle = event("acme", "said", new IllegalStateException("why"));
        bundle.addKeyValuePair(new KeyValuePair("order", 7));
        bundle.addKeyValuePair(new KeyValuePair(Tag.KEY, new Tag("acme.engine")));
        assertThat(file.doLayout(bundle))
                .contains(
                        " WARN  [acme.engine] [main] acme said order=\"7\"\n\tjava.lang.IllegalStateException: why\n\t\tat ");
        assertThat(console.doLayout(bundle)).endsWith(" WARN  [acme.engine] said order=\"7\"\n");
    }

    @Test
    void jsonHasTheBundleInAFieldOfItsOwn() throws Exception {
        assertThat(json(event("acme", "said", null)).has("bundle")).isFalse();

        LoggingEvent bundle = event("acme", "said", null);
        bundle.addKeyValuePair(new KeyValuePair(Tag.KEY, new Tag("acme.engine")));
        bundle.addKeyValuePair(new KeyValuePair(Tag.KEY, "another"));
        assertThat(json(bundle).path("bundle").asText()).isEqualTo("acme.engine");
        assertThat(json(bundle).path("kvpList").toString()).isEqualTo("[{\"bundle\":\"another\"}]");
        assertThat(json(bundle).path("loggerName").asText()).isEqualTo("acme");
    }

    @Test
    void jsonHoldsWhatIsPutIntoIt() throws Exception {
        JsonNode node = json(nasty());

        String shown = NASTY.replace('\ud800', '?');
        for (String field : new String[] {"message", "loggerName", "threadName", "bundle"}) {
            assertThat(node.path(field).asText()).as(field).isEqualTo(shown);
        }
        JsonNode thrown = node.path("throwable");
        assertThat(thrown.path("message").asText()).isEqualTo(shown);
        assertThat(thrown.path("stepArray").path(0).path("methodName").asText()).isEqualTo(shown);
        assertThat(thrown.path("cause").path("message").asText()).isEqualTo(shown);
        assertThat(thrown.path("suppressed").path(0).path("message").asText()).isEqualTo(shown);
        assertThat(node.path("kvpList").path(0).path(shown).asText()).isEqualTo(shown);
        assertThat(node.path("mdc").path(shown).asText()).isEqualTo(shown);
    }

    @Test
    void textStaysInItsLine() {
        String shown = console.doLayout(nasty());
        assertThat(shown).endsWith("\n").hasLineCount(1);
        assertThat(shown.strip().chars().filter(c -> c != '\t')).noneMatch(Character::isISOControl);
        assertThat(shown).contains("a\"\\ | \t\\u0000\\u001b[31m\\u0085\\u2028\\u202e\\ud800z");

        String[] logged = file.doLayout(nasty()).split("\n", -1);
        assertThat(logged).hasSizeGreaterThan(5);
        assertThat(logged[0]).contains(" WARN  [a\"\\ | \t\\u0000");
        for (int i = 1; i < logged.length - 1; i++) {
            assertThat(logged[i]).startsWith("\t").doesNotContain("\u001b").doesNotContain("\u2028");
        }
    }
}
