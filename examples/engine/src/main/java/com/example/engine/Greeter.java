package com.example.engine;

/** A service for other bundles. The service is registered as long as the plugin {@code hello} is active. */
public interface Greeter {

    /**
     * Greets one person.
     *
     * @param name the name to greet
     * @return the greeting
     * @throws GreetingFailed if the plugin reports a failure
     * @throws Exception if the call has no response
     */
    String greet(String name) throws Exception;
}
