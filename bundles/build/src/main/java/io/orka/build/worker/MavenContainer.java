package io.orka.build.worker;

import com.google.inject.AbstractModule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.Maven;
import org.apache.maven.cli.logging.Slf4jLoggerManager;
import org.apache.maven.execution.scope.internal.MojoExecutionScopeModule;
import org.apache.maven.extension.internal.CoreExports;
import org.apache.maven.extension.internal.CoreExtensionEntry;
import org.apache.maven.plugin.PluginRealmCache;
import org.apache.maven.session.scope.internal.SessionScopeModule;
import org.codehaus.plexus.DefaultContainerConfiguration;
import org.codehaus.plexus.DefaultPlexusContainer;
import org.codehaus.plexus.PlexusConstants;
import org.codehaus.plexus.PlexusContainerException;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.codehaus.plexus.classworlds.realm.DuplicateRealmException;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * One resident Maven. The setup of its container takes most of a second, and a build a tenth of that time.
 *
 * <p>The setup is the same as that of Maven's command line.
 */
final class MavenContainer {

    private final ClassRealm core;
    private final DefaultPlexusContainer container;

    private MavenContainer(ClassRealm core, DefaultPlexusContainer container) {
        this.core = core;
        this.container = container;
    }

    /** Sets up a Maven without core extensions. */
    static MavenContainer open() throws PlexusContainerException {
        ClassRealm realm =
                new ClassWorld("plexus.core", MavenContainer.class.getClassLoader()).getClassRealm("plexus.core");
        return new MavenContainer(realm, container(realm, new CoreExports(CoreExtensionEntry.discoverFrom(realm))));
    }

    /** Sets up another Maven with extensions that this Maven has loaded. May be called once for each Maven. */
    MavenContainer with(List<CoreExtensionEntry> extensions)
            throws PlexusContainerException, ComponentLookupException, DuplicateRealmException {
        ClassRealm realm = core.getWorld().newRealm("maven.ext", null);
        realm.setParentRealm(core);
        CoreExtensionEntry own = CoreExtensionEntry.discoverFrom(core);
        Set<String> artifacts = new HashSet<>(own.getExportedArtifacts());
        Set<String> packages = new HashSet<>(own.getExportedPackages());
        for (int i = extensions.size() - 1; i >= 0; i--) { // the classes of the first extension have precedence
            CoreExtensionEntry extension = extensions.get(i);
            ClassRealm classes = extension.getClassRealm();
            Set<String> exported = extension.getExportedPackages();
            // Maven finds a component only if a package of its realm is imported.
            (exported.isEmpty() ? Set.of(classes.getId()) : exported).forEach(name -> realm.importFrom(classes, name));
            artifacts.addAll(extension.getExportedArtifacts());
            packages.addAll(exported);
        }
        DefaultPlexusContainer extended = container(realm, new CoreExports(realm, artifacts, packages));
        Thread.currentThread().setContextClassLoader(realm);
        for (CoreExtensionEntry extension : extensions) {
            extended.discoverComponents(
                    extension.getClassRealm(),
                    new SessionScopeModule(extended),
                    new MojoExecutionScopeModule(extended));
        }
        return new MavenContainer(core, extended);
    }

    /** Returns the artifacts of Maven itself, which an extension must not add again. */
    Set<String> providedArtifacts() {
        return CoreExtensionEntry.discoverFrom(core).getExportedArtifacts();
    }

    /** Looks up a component, such as {@link Maven}. */
    <T> T part(Class<T> role) {
        Thread.currentThread().setContextClassLoader(container.getContainerRealm());
        try {
            return container.lookup(role);
        } catch (ComponentLookupException e) {
            throw new IllegalStateException("the Maven installation is incomplete: no " + role.getName(), e);
        }
    }

    private static DefaultPlexusContainer container(ClassRealm realm, CoreExports exports)
            throws PlexusContainerException {
        DefaultPlexusContainer container = new DefaultPlexusContainer(
                new DefaultContainerConfiguration()
                        .setClassWorld(realm.getWorld())
                        .setRealm(realm)
                        .setClassPathScanning(PlexusConstants.SCANNING_INDEX)
                        .setAutoWiring(true)
                        .setJSR250Lifecycle(true)
                        .setName("maven"),
                new AbstractModule() {
                    @Override
                    protected void configure() {
                        bind(ILoggerFactory.class).toInstance(LoggerFactory.getILoggerFactory());
                        bind(CoreExports.class).toInstance(exports);
                        bind(PluginRealmCache.class).toInstance(new SharedPluginRealms());
                    }
                });
        container.setLookupRealm(null);
        container.setLoggerManager(new Slf4jLoggerManager());
        return container;
    }
}
