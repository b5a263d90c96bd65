package com.example.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orka.sdk.OrkaCall;
import io.orka.sdk.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/** Tests that the components follow plugins that are added, removed and swapped. */
class HelloGreeterTest {

    @TempDir
    Path cache;

    private final List<String> greeted = new CopyOnWriteArrayList<>();
    private EngineFramework framework;

    @BeforeEach
    void startFramework() throws Exception {
        framework = new EngineFramework(cache);
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.close();
    }

    @Test
    void isThereAsLongAsThePluginIs() throws Exception {
        ServiceTracker<Object, Object> greeters = framework.commands("greet");
        framework.publish("telegram", "0.1.0", (calling, request) -> Response.ok(null));
        assertThat(greeters.getService()).isNull();

        ServiceRegistration<OrkaCall> hello = framework.publish("hello", "0.1.0", greeting("Hello"));
        assertThat(framework.say("greet", "Ada")).isEqualTo("Hello, Ada!");

        hello.unregister();
        assertThat(greeters.getService()).isNull();
    }

    @Test
    void staysTheSameThroughASwap() throws Exception {
        ServiceTracker<Object, Object> greeters = framework.commands("greet");
        ServiceRegistration<OrkaCall> old = framework.publish("hello", "0.1.0", greeting("Hello"));
        assertThat(framework.say("greet", "Ada")).isEqualTo("Hello, Ada!");
        Object greeter = greeters.getService();

        framework.publish("hello", "0.2.0", greeting("Welcome"));
        old.unregister();

        assertThat(greeters.getService()).isSameAs(greeter);
        assertThat(greeters.getTrackingCount()).as("services that came or went").isEqualTo(1);
        assertThat(framework.say("greet", "Ada")).isEqualTo("Welcome, Ada!");
    }

    @Test
    void passesOnThatThePluginCannot() {
        framework.publish("hello", "0.1.0", (calling, request) -> Response.fail("Unknown method: " + request.method()));

        assertThatThrownBy(() -> framework.say("greet", "Ada")).hasMessage("Unknown method: HelloWorld");
    }

    @Test
    void callsThePluginOnceMoreWhenItStops() throws Exception {
        framework.publish("hello", "0.1.0", greeting("Hello"));
        framework.say("greet", "Ada");

        framework.engine().stop();

        assertThat(greeted).containsExactly("Ada", "and goodbye");
    }

    @Test
    void theCarefulOneFollowsOnlyItsRange() throws Exception {
        ServiceTracker<Object, Object> careful = framework.commands("careful");
        framework.publish("hello", "0.2.0", greeting("Welcome"));
        assertThat(careful.getService()).isNull();

        ServiceRegistration<OrkaCall> old = framework.publish("hello", "0.1.0", greeting("Hello"));
        assertThat(framework.say("careful", "Ada")).isEqualTo("Hello, Ada!");

        framework.publish("hello", "0.1.1", greeting("Good day"));
        old.unregister();
        assertThat(framework.say("careful", "Ada")).isEqualTo("Good day, Ada!");
    }

    @Test
    void aReloadTakesNoPluginAway() throws Exception {
        ServiceRegistration<OrkaCall> old = framework.publish("hello", "0.1.0", greeting("Hello"));
        assertThat(framework.say("keys")).hasToString("[hello@v0.1.0]");

        ServiceRegistration<OrkaCall> successor = framework.publish("hello", "0.1.0", greeting("Hello again"));
        old.unregister();
        assertThat(framework.say("keys")).hasToString("[hello@v0.1.0]");

        successor.unregister();
        assertThat(framework.say("keys")).hasToString("[]");
    }

    private OrkaCall greeting(String word) {
        return (calling, request) -> {
            greeted.add(request.string("name"));
            return Response.ok(Map.of("message", word + ", " + request.string("name") + "!"));
        };
    }
}
