package io.orka.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrkaCallTest {

    @Test
    void theShortFormCallsWithoutAContext() throws Exception {
        OrkaCall plugin = (context, request) -> Response.ok(request.method() + context.attributes());
        assertThat(plugin.call(new Request("Ping")).data()).isEqualTo("Ping{}");
    }

    @Test
    void theExceptionNamesPluginAndMethod() {
        IllegalStateException cause = new IllegalStateException("boom");
        OrkaCallException failure = new OrkaCallException("ORKA-CALL-01", "telegram@v1", "Send", "it broke", cause);
        assertThat(failure)
                .hasMessage("ORKA-CALL-01: telegram@v1 Send: it broke")
                .hasCause(cause);
        assertThat(failure.code()).isEqualTo("ORKA-CALL-01");
        assertThat(failure.plugin()).isEqualTo("telegram@v1");
        assertThat(failure.method()).isEqualTo("Send");
    }
}
