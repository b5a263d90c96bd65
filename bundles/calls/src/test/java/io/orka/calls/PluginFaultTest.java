package io.orka.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of a plugin reaches the caller as an exception of the SDK. */
class PluginFaultTest {

    private final Calls calls = new Calls();

    private OrkaCallException fault(OrkaCall target) {
        Generation generation = Plugins.generation("p@v1", 1, target);
        calls.switchTo(generation, Set.of());
        OrkaCallException fault =
                catchThrowableOfType(OrkaCallException.class, () -> calls.call("p", CallContext.none(), Plugins.PING));
        assertThat(fault).isNotNull();
        assertThat(generation.awaitIdle(Duration.ZERO)).isTrue();
        return fault;
    }

    static Stream<Arguments> throwables() {
        return Stream.of(
                Arguments.of(new IllegalStateException("boom"), "IllegalStateException: boom"),
                Arguments.of(new IOException("checked"), "IOException: checked"),
                Arguments.of(new StackOverflowError(), "StackOverflowError"),
                Arguments.of(new OutOfMemoryError("Java heap space"), "OutOfMemoryError: Java heap space"),
                Arguments.of(new NoClassDefFoundError("a/B"), "NoClassDefFoundError: a/B"),
                Arguments.of(new AssertionError("never"), "AssertionError: never"),
                Arguments.of(new Throwable("plain"), "Throwable: plain"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void anything_thrown_is_mapped(Throwable thrown, String message) {
        OrkaCallException fault = fault((context, request) -> {
            throw sneaky(thrown);
        });

        assertThat(fault).hasMessage("ORKA-CALL-04: p@v1 Ping: " + message);
        Throwable cause = requireNonNull(fault.getCause());
        assertThat(cause).isNotSameAs(thrown);
        assertThat(cause.getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    @Test
    void causes_and_suppressed_are_copied_as_text() {
        IllegalStateException thrown = new IllegalStateException("outer", new OwnException("inner"));
        thrown.addSuppressed(new OwnException("aside"));

        OrkaCallException fault = fault((context, request) -> {
            throw thrown;
        });

        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        assertThat(text.toString())
                .contains("Caused by: java.lang.IllegalStateException: outer")
                .contains("Caused by: io.orka.calls.PluginFaultTest$OwnException: inner")
                .contains("Suppressed: io.orka.calls.PluginFaultTest$OwnException: aside");
        for (Throwable t = fault.getCause(); t != null; t = t.getCause()) {
            assertThat(t).isExactlyInstanceOf(ThrownCopy.class);
        }
    }

    @Test
    void a_chain_that_bites_its_tail_ends() {
        IllegalStateException head = new IllegalStateException("head");
        head.initCause(new IllegalStateException("tail", head));

        assertThat(fault((context, request) -> {
                    throw head;
                }))
                .hasMessageEndingWith("IllegalStateException: head")
                .hasRootCauseMessage("tail");
    }

    @Test
    void an_exception_that_defends_itself_is_mapped() {
        assertThat(fault((context, request) -> {
                    throw new HostileException();
                }))
                .hasMessageContaining("HostileException: (its message cannot be read: getMessage threw "
                        + "java.lang.UnsupportedOperationException)");
    }

    @Test
    void an_interruption_stays_visible_to_the_caller_s_thread() {
        fault((context, request) -> {
            throw new InterruptedException("enough");
        });

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_plugin_that_calls_itself_without_end_is_mapped_and_drains() {
        OrkaCallException fault = fault((context, request) -> calls.call("p", context, Plugins.PING));

        assertThat(fault.code()).isEqualTo(CallCodes.PLUGIN_THREW);
    }

    @Test
    @SuppressWarnings("NullAway") // the plugin violates the contract intentionally
    void null_instead_of_a_response_is_named() {
        assertThat(fault((context, request) -> null))
                .hasMessage("ORKA-CALL-05: p@v1 Ping: returned null instead of a Response");
    }

    @Test
    void data_that_throws_while_it_is_read_is_mapped() {
        List<Object> data = new AbstractList<>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException("closed");
            }

            @Override
            public int size() {
                return 1;
            }
        };

        assertThat(fault((context, request) -> Response.ok(Map.of("rows", data))))
                .hasMessage("ORKA-CALL-04: p@v1 Ping: IllegalStateException: closed");
    }

    @Test
    void a_failure_the_plugin_reports_is_an_answer() {
        calls.switchTo(Plugins.generation("p@v1", 1, (context, request) -> Response.fail("chat not found")), Set.of());

        Response response = calls.call("p", CallContext.none(), Plugins.PING);

        assertThat(response.success()).isFalse();
        assertThat(response.error()).isEqualTo("chat not found");
    }

    @Test
    void a_response_the_plugin_changes_later_does_not_change_for_the_caller() {
        Response kept = Response.ok("first");
        calls.switchTo(Plugins.generation("p@v1", 1, (context, request) -> kept), Set.of());

        Response response = calls.call("p", CallContext.none(), Plugins.PING);
        kept.set(Response.fail("second"));

        assertThat(response.success()).isTrue();
        assertThat(response.data()).isEqualTo("first");
    }

    @SuppressWarnings("unchecked") // the cast is erased, so a checked exception passes as an unchecked one
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static final class OwnException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnException(String message) {
            super(message);
        }
    }

    private static final class HostileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException();
        }
    }
}
