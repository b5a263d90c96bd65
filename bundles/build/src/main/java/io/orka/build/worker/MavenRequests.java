package io.orka.build.worker;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequestPopulationException;
import org.apache.maven.execution.MavenExecutionRequestPopulator;
import org.apache.maven.properties.internal.EnvironmentUtils;
import org.apache.maven.rtinfo.RuntimeInformation;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuilder;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.transfer.TransferListener;

/** Turns a job and the operator's Maven settings into what Maven executes. */
final class MavenRequests {

    private final MavenContainer container;
    private final Wire wire;
    private final SdkWorkspace sdk;
    private final File globalSettings;
    private final File userSettings;

    MavenRequests(MavenContainer container, Wire wire, SdkWorkspace sdk, Path mavenHome, Path userSettings) {
        this.container = container;
        this.wire = wire;
        this.sdk = sdk;
        this.globalSettings = mavenHome.resolve("conf/settings.xml").toFile();
        this.userSettings = userSettings.toFile();
    }

    String mavenVersion() {
        return container.part(RuntimeInformation.class).getMavenVersion();
    }

    /** Whether the job or the settings forbid the network. */
    boolean staysOffline(Message.Build job) throws FailedBuild {
        return job.offline() || settings(systemProperties(Path.of(job.root()))).isOffline();
    }

    // Deprecated with nothing in its place: Maven 3.9 has no other way to hand over settings with their profiles.
    @SuppressWarnings("deprecation")
    MavenExecutionRequest request(Message.Build job, boolean asModule, boolean offline) throws FailedBuild {
        Path root = Path.of(job.root());
        Path directory = Path.of(job.directory());
        Path start = asModule ? root : directory;
        Properties system = systemProperties(root);
        Properties user = new Properties();
        user.setProperty("maven.test.skip", Boolean.toString(!job.tests()));

        MavenExecutionRequest request = new DefaultMavenExecutionRequest();
        try {
            MavenExecutionRequestPopulator populator = container.part(MavenExecutionRequestPopulator.class);
            populator.populateFromSettings(request, settings(system));
            populator.populateDefaults(request);
        } catch (MavenExecutionRequestPopulationException e) {
            throw new FailedBuild(FailureKind.OTHER, "the Maven settings cannot be used: " + e.getMessage());
        }
        TransferListener downloads = new Downloads(wire);
        sdk.begin();
        request.setGlobalSettingsFile(globalSettings)
                .setUserSettingsFile(userSettings)
                .setSystemProperties(system)
                .setUserProperties(user)
                .setStartTime(Date.from(Instant.now()))
                .setInteractiveMode(false)
                .setOffline(offline)
                .setUpdateSnapshots(!offline)
                .setCacheNotFound(true)
                .setShowErrors(false)
                .setGoals(List.of("package"))
                .setBaseDirectory(start.toFile())
                .setPom(start.resolve("pom.xml").toFile())
                .setExecutionListener(new BuildListener(wire, root))
                .setTransferListener(downloads)
                .setWorkspaceReader(sdk);
        request.setMultiModuleProjectDirectory(root.toFile());
        if (asModule) {
            request.setSelectedProjects(List.of(root.relativize(directory).toString()));
            request.setMakeBehavior(MavenExecutionRequest.REACTOR_MAKE_UPSTREAM);
        }
        return request;
    }

    private Settings settings(Properties system) throws FailedBuild {
        try {
            return container
                    .part(SettingsBuilder.class)
                    .build(new DefaultSettingsBuildingRequest()
                            .setGlobalSettingsFile(globalSettings)
                            .setUserSettingsFile(userSettings)
                            .setSystemProperties(system))
                    .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            throw new FailedBuild(
                    FailureKind.OTHER,
                    "the Maven settings cannot be read: " + e.getProblems().get(0));
        }
    }

    private static Properties systemProperties(Path root) {
        Properties system = new Properties();
        EnvironmentUtils.addEnvVars(system);
        system.putAll(System.getProperties());
        system.setProperty("maven.multiModuleProjectDirectory", root.toString());
        return system;
    }
}
