package com.example.engine;

import io.orka.api.ListenerRegistration;
import io.orka.api.PluginEvent;
import io.orka.api.PluginHost;
import io.orka.api.PluginInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Logs events of plugins, and lists plugins and their methods. In the shell: {@code engine:plugins} and {@code
 * engine:methods NAME}.
 *
 * <p>The service {@link PluginHost} is always available to engine bundles, so the reference needs no policy.
 */
@Component(
        service = PluginWatch.class,
        immediate = true,
        property = {"osgi.command.scope=engine", "osgi.command.function=plugins", "osgi.command.function=methods"})
public final class PluginWatch {

    private static final Logger LOG = System.getLogger(PluginWatch.class.getName());

    private final PluginHost host;
    private final ListenerRegistration registration;

    @Activate
    public PluginWatch(@Reference PluginHost host) {
        this.host = host;
        registration = host.addListener(PluginWatch::happened);
    }

    @Deactivate
    void deactivate() {
        registration.close();
    }

    /** Returns one line for each plugin. */
    public List<String> plugins() {
        return host.plugins().stream().map(PluginWatch::line).toList();
    }

    /** Returns the methods of one plugin, with their arguments. */
    public List<String> methods(String nameOrKey) {
        return host.plugin(nameOrKey).metadata().methods().entrySet().stream()
                .map(method -> method.getKey()
                        + method.getValue().args().stream()
                                .map(arg -> arg.name() + ": " + arg.type())
                                .toList())
                .toList();
    }

    private static String line(PluginInfo plugin) {
        return plugin.key() + " " + plugin.state()
                + (plugin.failure() == null ? "" : " " + plugin.failure().code());
    }

    /** Logs an event. The host calls this method on a separate thread, so it may block and may call the host. */
    private static void happened(PluginEvent event) {
        if (event instanceof PluginEvent.Swapped swapped) {
            LOG.log(Level.INFO, "{0} took the place of {1}", swapped.key(), swapped.previousKey());
        } else if (event instanceof PluginEvent.Failed failed) {
            LOG.log(
                    Level.WARNING,
                    "{0}: {1}. {2}",
                    failed.key(),
                    failed.failure().message(),
                    failed.failure().remedy());
        }
    }
}
