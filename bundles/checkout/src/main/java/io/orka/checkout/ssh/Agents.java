package io.orka.checkout.ssh;

import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.transport.SshConstants;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/** The SSH agent in the configuration, otherwise the SSH agent in the environment. */
final class Agents implements ConnectorFactory, AutoCloseable {

    private final @Nullable String usual;
    private final Set<AgentSocket> opened = ConcurrentHashMap.newKeySet();

    /**
     * Creates an instance without a connection.
     *
     * @param usual the agent's socket in {@code SSH_AUTH_SOCK}, or {@code null}
     */
    Agents(@Nullable String usual) {
        this.usual = usual;
    }

    @Override
    public @Nullable Connector create(@Nullable String identityAgent, File home) {
        String named = identityAgent == null || identityAgent.isEmpty() ? usual : identityAgent;
        if (named == null || named.isEmpty() || named.equals(SshConstants.NONE)) {
            return null;
        }
        try {
            AgentSocket socket = new AgentSocket(Path.of(named));
            opened.add(socket);
            return socket;
        } catch (InvalidPathException unusable) {
            return null;
        }
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public String getName() {
        return "orka";
    }

    @Override
    public Collection<ConnectorDescriptor> getSupportedConnectors() {
        return List.of();
    }

    @Override
    public @Nullable ConnectorDescriptor getDefaultConnector() {
        return null;
    }

    /** Stops all current and future waits for agents. */
    @Override
    public void close() {
        for (AgentSocket socket : opened) {
            try {
                socket.close();
            } catch (IOException gone) {
                // the socket is closed even after an exception
            }
        }
    }
}
