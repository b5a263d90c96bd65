package io.orka.logging;

import static ch.qos.logback.core.encoder.JsonEscapeUtil.jsonEscapeString;
import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object per line, with the field {@code bundle} for output of a bundle. This class also escapes names of
 * loggers and names in stack traces, which bundles choose and {@link JsonEncoder} does not escape.
 */
final class JsonLines extends JsonEncoder {

    JsonLines() {
        setWithLoggerName(false);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return Printable.json(new String(super.encode(event), UTF_8)).getBytes(UTF_8);
    }

    @Override
    protected void appendCustomFields(StringBuilder json, ILoggingEvent event) {
        json.append(VALUE_SEPARATOR);
        appenderMember(json, LOGGER_ATTR_NAME, jsonEscapeString(event.getLoggerName()));
        @Nullable String bundle = Tag.of(event);
        if (bundle != null) {
            json.append(VALUE_SEPARATOR);
            appenderMember(json, Tag.KEY, jsonEscapeString(bundle));
        }
    }

    @Override
    protected void appendKeyValuePairs(StringBuilder json, ILoggingEvent event) {
        List<KeyValuePair> pairs = Tag.others(event);
        if (pairs.isEmpty()) {
            return;
        }
        json.append(VALUE_SEPARATOR)
                .append(QUOTE)
                .append(KEY_VALUE_PAIRS_ATTR_NAME)
                .append(QUOTE_COL);
        char before = OPEN_ARRAY;
        for (KeyValuePair pair : pairs) {
            json.append(before).append(OPEN_OBJ);
            appenderMember(
                    json, jsonEscapeString(String.valueOf(pair.key)), jsonEscapeString(String.valueOf(pair.value)));
            json.append(CLOSE_OBJ);
            before = VALUE_SEPARATOR;
        }
        json.append(CLOSE_ARRAY);
    }

    @Override
    protected void appendThrowableProxy(
            StringBuilder json, @Nullable String name, @Nullable IThrowableProxy thrown, boolean separated) {
        super.appendThrowableProxy(
                json,
                name,
                thrown == null || thrown instanceof EscapedThrowable ? thrown : new EscapedThrowable(thrown),
                separated);
    }
}
