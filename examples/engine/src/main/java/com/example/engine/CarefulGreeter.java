package com.example.engine;

import io.orka.sdk.OrkaCall;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Greets with the highest version of {@code hello} that is at least 0.1 and below 0.2. In the shell:
 * {@code engine:careful NAME}.
 */
@Component(
        service = CarefulGreeter.class,
        property = {"osgi.command.scope=engine", "osgi.command.function=careful"})
public final class CarefulGreeter {

    @Reference(
            target = "(&(orka.name=hello)(orka.version>=0.1)(!(orka.version>=0.2)))",
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile OrkaCall hello;

    /**
     * Greets one person.
     *
     * @param name the name to greet
     * @return the greeting
     * @throws Exception as {@link Greeter#greet(String)} does
     */
    public String careful(String name) throws Exception {
        return Greeting.by(hello, name);
    }
}
