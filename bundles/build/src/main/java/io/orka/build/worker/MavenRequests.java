package io.orka.build.worker;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.apache.maven.eventspy.internal.EventSpyDispatcher;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequestPopulationException;
import org.apache.maven.execution.MavenExecutionRequestPopulator;
import org.apache.maven.rtinfo.RuntimeInformation;

/** Creates Maven execution requests from a job and the operator's Maven settings. */
final class MavenRequests {

    private final MavenContainer container;
    private final Wire wire;
    private final SdkWorkspace sdk;
    private final OperatorSettings settings;

    MavenRequests(MavenContainer container, Wire wire, SdkWorkspace sdk, Path mavenHome, Path userSettings) {
        this(container, wire, sdk, new OperatorSettings(container, mavenHome, userSettings));
    }

    private MavenRequests(MavenContainer container, Wire wire, SdkWorkspace sdk, OperatorSettings settings) {
        this.container = container;
        this.wire = wire;
        this.sdk = sdk;
        this.settings = settings;
    }

    /** Copies these requests for another Maven. */
    MavenRequests in(MavenContainer other) {
        return new MavenRequests(other, wire, sdk, settings.in(other));
    }

    MavenContainer container() {
        return container;
    }

    String mavenVersion() {
        return container.part(RuntimeInformation.class).getMavenVersion();
    }

    /** Returns whether the job, the repository or the settings forbid the network. */
    boolean staysOffline(MavenJob job) throws FailedBuild {
        return job.build().network() == Message.Network.NONE
                || job.config().isOffline()
                || settings.read(job).isOffline();
    }

    // This method is deprecated, but Maven 3.9 has no other way to pass settings with their profiles.
    @SuppressWarnings("deprecation")
    MavenExecutionRequest request(MavenJob job, boolean offline) throws FailedBuild {
        Path start = job.start();
        Properties user = job.userProperties();
        System.getProperties().putAll(user); // since profiles and plugins may read these properties

        MavenExecutionRequest request = new DefaultMavenExecutionRequest();
        request.setSystemProperties(job.system()).setUserProperties(user);
        try {
            MavenExecutionRequestPopulator populator = container.part(MavenExecutionRequestPopulator.class);
            populator.populateFromSettings(request, settings.read(job));
            populator.populateFromToolchains(request, settings.toolchains(job));
            job.config().apply(request);
            request.addActiveProfiles(job.profiles());
            populator.populateDefaults(request);
        } catch (MavenExecutionRequestPopulationException e) {
            throw new FailedBuild(FailureKind.OTHER, "cannot use the Maven settings: " + e.getMessage());
        }
        Downloads downloads = new Downloads(wire);
        sdk.begin();
        settings.name(request, job.config());
        request.setStartTime(Date.from(Instant.now()))
                .setInteractiveMode(false)
                .setOffline(offline)
                .setUpdateSnapshots(!offline)
                .setCacheNotFound(true)
                .setGoals(List.of("package"))
                .setBaseDirectory(start.toFile())
                .setPom(start.resolve("pom.xml").toFile())
                .setExecutionListener(container
                        .part(EventSpyDispatcher.class)
                        .chainListener(new BuildListener(
                                wire, job.root(), downloads, job.isRepeated() || (offline && !staysOffline(job)))))
                .setTransferListener(downloads)
                .setWorkspaceReader(sdk);
        request.setMultiModuleProjectDirectory(new File(job.system().getProperty("maven.multiModuleProjectDirectory")));
        if (job.isModule()) {
            request.setSelectedProjects(
                    List.of(start.relativize(job.directory()).toString()));
            request.setMakeBehavior(MavenExecutionRequest.REACTOR_MAKE_UPSTREAM);
        }
        return request;
    }
}
