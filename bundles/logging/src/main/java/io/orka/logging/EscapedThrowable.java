package io.orka.logging;

import static ch.qos.logback.core.encoder.JsonEscapeUtil.jsonEscapeString;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A throwable with the names of classes, methods and files escaped for JSON. The encoder escapes the message.
 *
 * @param thrown the original
 */
record EscapedThrowable(IThrowableProxy thrown) implements IThrowableProxy {

    @Override
    public String getMessage() {
        return thrown.getMessage();
    }

    @Override
    public String getClassName() {
        return jsonEscapeString(String.valueOf(thrown.getClassName()));
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return Arrays.stream(thrown.getStackTraceElementProxyArray())
                .map(StackTraceElementProxy::getStackTraceElement)
                .map(at -> new StackTraceElement(
                        jsonEscapeString(at.getClassName()),
                        jsonEscapeString(at.getMethodName()),
                        escaped(at.getFileName()),
                        at.getLineNumber()))
                .map(StackTraceElementProxy::new)
                .toArray(StackTraceElementProxy[]::new);
    }

    @Override
    public int getCommonFrames() {
        return thrown.getCommonFrames();
    }

    @Override
    public IThrowableProxy getCause() {
        return thrown.getCause();
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return thrown.getSuppressed();
    }

    @Override
    public boolean isCyclic() {
        return thrown.isCyclic();
    }

    private static @Nullable String escaped(@Nullable String name) {
        return name == null ? null : jsonEscapeString(name);
    }
}
