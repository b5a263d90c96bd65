package io.orka.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseTest {

    @Test
    void aNewOneIsUnfilled() {
        Response response = new Response();
        assertThat(response.success()).isFalse();
        assertThat(response.error()).isNull();
        assertThat(response.data()).isNull();
    }

    @Test
    void okHoldsDataAndNoError() {
        Response response = Response.ok(Map.of("a", 1));
        assertThat(response.success()).isTrue();
        assertThat(response.error()).isNull();
        assertThat(response.data()).isEqualTo(Map.of("a", 1));
        assertThat(Response.ok(null).success()).isTrue();
    }

    @Test
    void failHoldsTheErrorAndNoData() {
        Response response = Response.fail("chat not found");
        assertThat(response.success()).isFalse();
        assertThat(response.error()).isEqualTo("chat not found");
        assertThat(response.data()).isNull();
        assertThat(response).hasToString("fail(chat not found)");
    }

    @Test
    @SuppressWarnings("NullAway") // a caller without nullness checks can pass null
    void failWithoutATextIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> Response.fail(null)).withMessage("error is null");
    }

    @Test
    void setTakesOverEveryField() {
        Response response = Response.fail("before");
        response.set(Response.ok("data"));
        assertThat(response.success()).isTrue();
        assertThat(response.error()).isNull();
        assertThat(response.data()).isEqualTo("data");
    }

    @Test
    void settersFillOneField() {
        Response response = new Response();
        response.setSuccess(true);
        response.setError("e");
        response.setData(5L);
        assertThat(response.success()).isTrue();
        assertThat(response.error()).isEqualTo("e");
        assertThat(response.data()).isEqualTo(5L);
        response.setError(null);
        assertThat(response.error()).isNull();
    }
}
