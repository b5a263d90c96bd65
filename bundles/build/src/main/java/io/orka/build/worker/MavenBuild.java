package io.orka.build.worker;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.Maven;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.ArtifactUtils;
import org.apache.maven.artifact.resolver.filter.CumulativeScopeArtifactFilter;
import org.apache.maven.eventspy.internal.EventSpyDispatcher;
import org.apache.maven.exception.DefaultExceptionHandler;
import org.apache.maven.exception.ExceptionSummary;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionResult;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.PluginArtifactsCache;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.artifact.ProjectArtifactsCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the lifecycle of one checkout up to {@code package}, first offline. The build is repeated online if artifacts
 * are missing, or if dependencies are snapshots, which may have newer versions.
 */
final class MavenBuild {

    private static final Logger log = LoggerFactory.getLogger(MavenBuild.class);

    private final MavenRequests requests;

    MavenBuild(MavenRequests requests) {
        this.requests = requests;
    }

    Message.Done build(Message.Build build) throws FailedBuild {
        Path root = Path.of(build.root());
        Path directory = Path.of(build.directory());
        @Nullable FailedBuild failure = null;
        for (Modules.Way way : Modules.ways(root, directory)) {
            MavenJob job = MavenJob.of(build, way);
            MavenRequests extended = ExtendedMaven.of(requests, job);
            MavenExecutionResult result = offlineFirst(extended, job);
            if (!result.hasExceptions()) {
                MavenProject project = projectAt(directory, result);
                return new Message.Done(
                        "maven " + extended.mavenVersion(),
                        PluginArtifact.of(project).toString(),
                        libraries(project));
            }
            List<Throwable> failures = result.getExceptions();
            if (way.isRepeated() && Misses.isNoModule(failures)) {
                log.info("The profile that lists this module is not active: building the module alone");
                continue;
            }
            failure = MavenFailures.describe(failures.get(0), root);
            if (!way.isRepeated() || !Misses.anyIn(failures)) {
                failures.forEach(MavenBuild::print);
                break;
            }
            log.info("Some artifacts are missing: building with the profile that lists this module");
        }
        throw failure != null
                ? failure
                : new FailedBuild(FailureKind.POM, "pom.xml: Maven built no project in the plugin's directory");
    }

    private static MavenExecutionResult offlineFirst(MavenRequests requests, MavenJob job) throws FailedBuild {
        if (job.build().network() == Message.Network.UPDATES && !requests.staysOffline(job)) {
            return execute(requests, requests.request(job, false));
        }
        MavenExecutionResult result = execute(requests, requests.request(job, true));
        if (requests.staysOffline(job)) {
            return result;
        }
        if (result.hasExceptions()) {
            if (Misses.anyIn(result.getExceptions())) {
                log.info("Some artifacts are not in the local repository: retrying with the network");
                return execute(requests, requests.request(job, false));
            }
        } else if (hasSnapshots(result)) {
            log.info(
                    "Some dependencies are snapshots: building again with updates that are due by their update policy");
            MavenExecutionRequest request = requests.request(job, false);
            request.setUpdateSnapshots(job.config().updatesSnapshots());
            MavenExecutionResult updated = execute(requests, request);
            boolean unreachable = updated.hasExceptions() && Misses.anyIn(updated.getExceptions());
            return unreachable ? execute(requests, requests.request(job, true)) : updated;
        }
        return result;
    }

    /** Returns whether a dependency is a snapshot, except for modules of the same repository. */
    private static boolean hasSnapshots(MavenExecutionResult result) {
        List<MavenProject> projects = result.getTopologicallySortedProjects();
        Set<String> own = projects.stream().map(MavenProject::getId).collect(Collectors.toSet());
        return projects.stream()
                .flatMap(project -> project.getArtifacts().stream())
                .anyMatch(artifact -> artifact.isSnapshot()
                        && !SdkWorkspace.isSdk(artifact.getGroupId(), artifact.getArtifactId())
                        && own.stream().noneMatch(id -> id.startsWith(ArtifactUtils.versionlessKey(artifact) + ":")));
    }

    /**
     * Clears Maven's caches of project dependencies, including failed resolutions, and runs a build. Maven normally
     * runs one build and never clears the caches. Here the next build may be for another commit, or online.
     */
    private static MavenExecutionResult execute(MavenRequests requests, MavenExecutionRequest request) {
        MavenContainer container = requests.container();
        container.part(ProjectArtifactsCache.class).flush();
        container.part(PluginArtifactsCache.class).flush();
        EventSpyDispatcher spies = container.part(EventSpyDispatcher.class);
        spies.onEvent(request);
        MavenExecutionResult result = container.part(Maven.class).execute(request);
        spies.onEvent(result);
        return result;
    }

    private static MavenProject projectAt(Path directory, MavenExecutionResult result) throws FailedBuild {
        return result.getTopologicallySortedProjects().stream()
                .filter(project -> project.getBasedir()
                        .toPath()
                        .toAbsolutePath()
                        .normalize()
                        .equals(directory))
                .findFirst()
                .orElseThrow(() ->
                        new FailedBuild(FailureKind.POM, "pom.xml: Maven built no project in the plugin's directory"));
    }

    private static List<String> libraries(MavenProject project) {
        project.setArtifactFilter(new CumulativeScopeArtifactFilter(Set.of(Artifact.SCOPE_RUNTIME)));
        List<String> libraries = new ArrayList<>();
        for (Artifact artifact : project.getArtifacts()) {
            if (!SdkWorkspace.isSdk(artifact.getGroupId(), artifact.getArtifactId())
                    && artifact.getFile() != null
                    && artifact.getFile().getName().endsWith(".jar")) {
                libraries.add(artifact.getFile().toString());
            }
        }
        // Jars in the repository belong to the plugin; jars elsewhere on this machine do not.
        Path root = project.getBasedir().toPath();
        for (Dependency dependency : project.getDependencies()) {
            if (Artifact.SCOPE_SYSTEM.equals(dependency.getScope())) {
                Path jar = Path.of(dependency.getSystemPath()).normalize();
                if (jar.startsWith(root) && Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS)) {
                    libraries.add(jar.toString());
                } else {
                    log.warn("{} is outside the repository and not part of the plugin", jar);
                }
            }
        }
        return libraries;
    }

    /** Prints a failure as Maven's command line does, since an embedded Maven does not print failures. */
    private static void print(Throwable failure) {
        print(new DefaultExceptionHandler().handleException(failure), "");
    }

    private static void print(ExceptionSummary summary, String indent) {
        summary.getMessage().lines().forEach(line -> log.error("{}{}", indent, line));
        summary.getChildren().forEach(child -> print(child, indent + "  "));
    }
}
