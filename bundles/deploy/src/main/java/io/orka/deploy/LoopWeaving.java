package io.orka.deploy;

import static java.util.Objects.requireNonNull;

import io.orka.entry.RecordedThrow;
import io.orka.interrupt.LoopCheck;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the loops of chosen bundles and their libraries stoppable, when the classes of these bundles are loaded. Safe
 * for use by multiple threads.
 */
final class LoopWeaving implements WeavingHook {

    private static final Logger LOG = LoggerFactory.getLogger(LoopWeaving.class);

    private final BundleContext system;
    private final Set<Bundle> chosen = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private @Nullable ServiceRegistration<WeavingHook> registration;

    LoopWeaving(BundleContext system) {
        this.system = requireNonNull(system, "system is null");
    }

    /** Chooses a bundle before any of its classes is loaded. The hook is registered with the first chosen bundle. */
    synchronized void choose(Bundle bundle) {
        chosen.add(bundle);
        if (registration == null) {
            registration = system.registerService(WeavingHook.class, this, null);
        }
    }

    @Override
    public void weave(WovenClass woven) {
        if (!chosen.contains(woven.getBundleWiring().getBundle())) {
            return;
        }
        try {
            byte[] bytes = LoopWeaver.weave(woven.getBytes());
            if (bytes != null) {
                woven.setBytes(bytes);
                woven.getDynamicImports().add(LoopCheck.class.getPackageName());
            }
        } catch (RuntimeException e) { // the framework disables a hook that throws, for all bundles
            LOG.warn(
                    "{}: cannot make the loops of {} stoppable: {}",
                    woven.getBundleWiring().getBundle().getSymbolicName(),
                    woven.getClassName(),
                    RecordedThrow.line(e));
        }
    }
}
