package io.orka.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.gogo.command.Basic;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Converters;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.gogo.runtime.CommandSessionImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * The Felix shell. The classes of the shell come from the class path, and bundles in the framework add commands as
 * services. The shell never starts a session itself, and never stops the framework.
 */
final class Gogo implements AutoCloseable {

    /** The search order of commands: Orka's commands first, so that {@code log} is {@code orka:log}. */
    private static final String SCOPES = "orka:gogo:*";

    // The libraries do not publish their lists of commands.
    private static final List<String> BUILTIN = List.of(
            "format", "getopt", "new", "set", "tac", "type", "jobs", "fg", "bg", "history", "setopt", "unsetopt");
    private static final List<String> POSIX = List.of(
            "cat", "echo", "grep", "sort", "sleep", "cd", "pwd", "ls", "less", "head", "tail", "clear", "wc", "date");
    private static final List<String> PROCEDURAL =
            List.of("each", "if", "not", "throw", "try", "until", "while", "break", "continue");

    private final BundleContext system;
    private final GogoRuntime runtime;
    private final org.apache.felix.gogo.command.Activator felix = new org.apache.felix.gogo.command.Activator();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CommandProcessor processor;

    Gogo(BundleContext system, SessionStreams streams) throws Exception {
        this.system = system;
        this.runtime = new GogoRuntime(streams);
        runtime.start(system);
        felix.start(system);
        ServiceReference<CommandProcessor> found = system.getServiceReference(CommandProcessor.class);
        processor = system.getService(found);
        registrations.add(system.registerService(Converter.class, new Converters(system), null));
        register("gogo", BUILTIN, new Builtin());
        register("gogo", POSIX, new SessionPosix(processor));
        register("gogo", PROCEDURAL, new Procedural());
    }

    void register(Command command) {
        register(Function.class, "orka", List.of(command.usage().name()), new CommandFunction(command));
    }

    /** Returns Felix's help for a command; empty if the command does not exist. */
    String help(String name) {
        boolean known = commands().stream().anyMatch(each -> each.equals(name) || each.endsWith(":" + name));
        return known ? new Basic(system).help(name) : "";
    }

    /** Returns all commands with their scopes. */
    static Set<String> commands(CommandSession session) {
        Set<String> names = new TreeSet<>();
        if (session.get(CommandSessionImpl.COMMANDS) instanceof Set<?> all) {
            all.forEach(name -> names.add(name.toString()));
        }
        return names;
    }

    private Set<String> commands() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        try (CommandSession session = processor.createSession(InputStream.nullInputStream(), nowhere, nowhere)) {
            return commands(session);
        }
    }

    CommandProcessor processor() {
        return processor;
    }

    CommandSession session(InputStream in, OutputStream out, OutputStream err, Style style) {
        CommandSession session = processor.createSession(in, out, err);
        session.put("SCOPE", SCOPES);
        session.put(CommandSession.OPTION_NO_GLOB, true);
        session.put(CommandFunction.STYLE, style);
        return session;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        registrations.forEach(ServiceRegistration::unregister);
        felix.stop(system);
        runtime.stop(system);
    }

    private void register(String scope, List<String> functions, Object commands) {
        register(Object.class, scope, functions, commands);
    }

    private <T> void register(Class<? super T> type, String scope, List<String> functions, T service) {
        Map<String, Object> properties = Map.of(
                CommandProcessor.COMMAND_SCOPE,
                scope,
                CommandProcessor.COMMAND_FUNCTION,
                functions.toArray(String[]::new));
        registrations.add(system.registerService(type.getName(), service, FrameworkUtil.asDictionary(properties)));
    }
}
