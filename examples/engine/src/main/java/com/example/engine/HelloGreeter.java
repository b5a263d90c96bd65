package com.example.engine;

import io.orka.sdk.OrkaCall;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Greets by the plugin registered as {@code hello}; in the shell as {@code engine:greet NAME}.
 *
 * <p>When the plugin is swapped, its service may change. The reference is dynamic, so this component lives on, only its
 * field changes, and its own callers notice nothing. It is greedy, so the field follows to a better service at once. A
 * call that is under way in the old version ends there.
 */
@Component(property = {"osgi.command.scope=engine", "osgi.command.function=greet"})
public final class HelloGreeter implements Greeter {

    private static final Logger LOG = System.getLogger(HelloGreeter.class.getName());

    @Reference(
            target = "(orka.name=hello)",
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile OrkaCall hello;

    @Override
    public String greet(String name) throws Exception {
        return Greeting.by(hello, name);
    }

    /** Finishes what was begun: a plugin can be called until its callers are deactivated, also when the host stops. */
    @Deactivate
    void deactivate() {
        try {
            LOG.log(Level.INFO, greet("and goodbye"));
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The last greeting failed: {0}", e.getMessage());
        }
    }
}
