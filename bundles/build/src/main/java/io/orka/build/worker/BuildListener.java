package io.orka.build.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.cli.event.ExecutionEventLogger;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.model.Build;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Logs like Maven's command line, and reports each goal to the host. Also empties the directories for classes, since
 * files of an earlier commit and committed files must not get into the jar. Other files of the build directory may be
 * committed and are kept. Links are removed, since a build would write through them.
 */
final class BuildListener extends ExecutionEventLogger {

    private final Wire wire;
    private final Path root;
    private final Downloads downloads;
    private final boolean isRepeated;

    /**
     * Creates a listener. If the build will be repeated, the listener does not log a failure due to missing artifacts.
     */
    BuildListener(Wire wire, Path root, Downloads downloads, boolean isRepeated) {
        this.wire = wire;
        this.root = root;
        this.downloads = downloads;
        this.isRepeated = isRepeated;
    }

    @Override
    public void sessionEnded(ExecutionEvent event) {
        downloads.summarize();
        if (!isRepeated || !Misses.anyIn(event.getSession().getResult().getExceptions())) {
            super.sessionEnded(event);
        }
    }

    @Override
    public void projectStarted(ExecutionEvent event) {
        super.projectStarted(event);
        MavenProject project = event.getProject();
        Path base = project.getBasedir().toPath().toAbsolutePath().normalize();
        Build build = project.getBuild();
        Path target = base.resolve(build.getDirectory()).normalize();
        List<Path> made = List.of(
                base.resolve(build.getOutputDirectory()).normalize(),
                base.resolve(build.getTestOutputDirectory()).normalize(),
                target.resolve("maven-status"),
                target.resolve(build.getFinalName() + ".jar"));
        try {
            if (target.startsWith(root) && !base.startsWith(target)) {
                FreshDirectory.removeLinks(target);
            }
            for (Path old : made) {
                if (old.startsWith(root) && !base.startsWith(old)) {
                    FreshDirectory.remove(old);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + target, e);
        }
    }

    @Override
    public void mojoStarted(ExecutionEvent event) {
        downloads.summarize();
        super.mojoStarted(event);
        MojoExecution mojo = event.getMojoExecution();
        try {
            wire.send(
                    new Message.Step(mojo.getPlugin().getArtifactId().replaceAll("^maven-|-?maven-plugin$|-plugin$", "")
                            + ":"
                            + mojo.getGoal()));
        } catch (IOException e) {
            throw new UncheckedIOException("the host has ended", e);
        }
    }
}
