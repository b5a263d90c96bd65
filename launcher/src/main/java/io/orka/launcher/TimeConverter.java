package io.orka.launcher;

import io.orka.registry.CallTime;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts times on the command line, such as {@code 5m}. */
final class TimeConverter implements ITypeConverter<Duration> {

    /** For picocli. */
    TimeConverter() {}

    @Override
    public Duration convert(String text) {
        Duration time = CallTime.parse(text);
        if (time == null) {
            throw new TypeConversionException("'" + text + "' is not " + CallTime.RULE);
        }
        return time;
    }
}
