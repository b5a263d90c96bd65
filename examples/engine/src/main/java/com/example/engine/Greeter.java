package com.example.engine;

/** What this engine offers to its own bundles. It is there exactly as long as a plugin is that can greet. */
public interface Greeter {

    /**
     * Greets one person.
     *
     * @param name whom to greet
     * @return the greeting
     * @throws GreetingFailed when the plugin says that it cannot
     * @throws Exception when the plugin broke, or could not be reached
     */
    String greet(String name) throws Exception;
}
