package io.orka.build.worker;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.DefaultPluginRealmCache;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.WorkspaceReader;

/**
 * Shares the classes of Maven plugins across projects. Maven itself stores the classes per project version. The build
 * of each new version of an Orka plugin would load all classes again, take ten times as long, and keep the old classes
 * in memory.
 */
final class SharedPluginRealms extends DefaultPluginRealmCache {

    @Override
    public Key createKey(
            Plugin plugin,
            ClassLoader parentRealm,
            Map<String, ClassLoader> foreignImports,
            DependencyFilter dependencyFilter,
            List<RemoteRepository> repositories,
            RepositorySystemSession session) {
        if (isPartlyBuiltHere(plugin, session.getWorkspaceReader())) {
            // The artifacts built from the repository have the same coordinates in each commit, but other contents.
            return new Key() {};
        }
        RepositorySystemSession anyProject = new DefaultRepositorySystemSession(session).setWorkspaceReader(null);
        return super.createKey(plugin, parentRealm, foreignImports, dependencyFilter, repositories, anyProject);
    }

    private static boolean isPartlyBuiltHere(Plugin plugin, WorkspaceReader workspace) {
        Stream<DefaultArtifact> parts = Stream.concat(
                Stream.of(artifact(plugin.getGroupId(), plugin.getArtifactId(), plugin.getVersion())),
                plugin.getDependencies().stream().map(SharedPluginRealms::artifact));
        return parts.anyMatch(part -> workspace.findArtifact(part) != null);
    }

    private static DefaultArtifact artifact(Dependency dependency) {
        return artifact(dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
    }

    private static DefaultArtifact artifact(String group, String name, String version) {
        return new DefaultArtifact(group, name, "pom", version);
    }
}
