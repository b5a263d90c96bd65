package io.orka.build.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.maven.cli.event.ExecutionEventLogger;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Logs as Maven's own command line does, tells the host each goal, and gives each project a fresh build directory: what an
 * earlier commit left there, or the repository brought along, must not get into the jar.
 */
final class BuildListener extends ExecutionEventLogger {

    private final Wire wire;
    private final Path root;

    BuildListener(Wire wire, Path root) {
        this.wire = wire;
        this.root = root;
    }

    @Override
    public void projectStarted(ExecutionEvent event) {
        super.projectStarted(event);
        MavenProject project = event.getProject();
        Path base = project.getBasedir().toPath().toAbsolutePath().normalize();
        Path target =
                Path.of(project.getBuild().getDirectory()).toAbsolutePath().normalize();
        try {
            if (target.startsWith(base) && !target.equals(base) && base.startsWith(root)) {
                FreshDirectory.remove(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + target, e);
        }
    }

    @Override
    public void mojoStarted(ExecutionEvent event) {
        super.mojoStarted(event);
        MojoExecution mojo = event.getMojoExecution();
        try {
            wire.send(
                    new Message.Step(mojo.getPlugin().getArtifactId().replaceAll("^maven-|-?maven-plugin$|-plugin$", "")
                            + ":"
                            + mojo.getGoal()));
        } catch (IOException e) {
            throw new UncheckedIOException("the host is gone", e);
        }
    }
}
