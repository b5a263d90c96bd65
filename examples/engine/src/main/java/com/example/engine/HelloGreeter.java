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
 * Greets with the plugin {@code hello}. In the shell: {@code engine:greet NAME}.
 *
 * <p>A swap of the plugin replaces its service. The reference is dynamic: only the field changes, and the component and
 * its callers are not affected. The reference is greedy: the field changes to a higher-ranked service immediately. A
 * running call finishes in the old version.
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

    /** Makes a last call. Plugins can be called until their callers are deactivated, also when the host stops. */
    @Deactivate
    void deactivate() {
        try {
            LOG.log(Level.INFO, greet("and goodbye"));
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The last greeting failed: {0}", e.getMessage());
        }
    }
}
