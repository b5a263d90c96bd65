package io.orka.build.worker;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.building.FileSource;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuilder;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.toolchain.building.DefaultToolchainsBuildingRequest;
import org.apache.maven.toolchain.building.ToolchainsBuilder;
import org.apache.maven.toolchain.building.ToolchainsBuildingException;
import org.apache.maven.toolchain.model.PersistedToolchains;
import org.jspecify.annotations.Nullable;

/** The operator's {@code settings.xml} and {@code toolchains.xml}, unless a repository configures other files. */
final class OperatorSettings {

    private final MavenContainer container;
    private final File globalSettings;
    private final File userSettings;
    private final File globalToolchains;
    private final File userToolchains;

    private final Path mavenHome;
    private final Path user;

    OperatorSettings(MavenContainer container, Path mavenHome, Path user) {
        this.container = container;
        this.mavenHome = mavenHome;
        this.user = user;
        this.globalSettings = mavenHome.resolve("conf/settings.xml").toFile();
        this.globalToolchains = mavenHome.resolve("conf/toolchains.xml").toFile();
        this.userSettings = user.toFile();
        this.userToolchains = user.resolveSibling("toolchains.xml").toFile();
    }

    /** Copies these settings for another Maven. */
    OperatorSettings in(MavenContainer other) {
        return new OperatorSettings(other, mavenHome, user);
    }

    Settings read(MavenJob job) throws FailedBuild {
        try {
            return container
                    .part(SettingsBuilder.class)
                    .build(new DefaultSettingsBuildingRequest()
                            .setGlobalSettingsFile(job.config().globalSettings(globalSettings))
                            .setUserSettingsFile(job.config().userSettings(userSettings))
                            .setSystemProperties(job.system())
                            .setUserProperties(job.userProperties()))
                    .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            throw new FailedBuild(
                    FailureKind.OTHER,
                    "cannot read the Maven settings: " + e.getProblems().get(0));
        }
    }

    PersistedToolchains toolchains(MavenJob job) throws FailedBuild {
        DefaultToolchainsBuildingRequest request = new DefaultToolchainsBuildingRequest();
        request.setGlobalToolchainsSource(source(job.config().globalToolchains(globalToolchains)));
        request.setUserToolchainsSource(source(job.config().userToolchains(userToolchains)));
        try {
            return container.part(ToolchainsBuilder.class).build(request).getEffectiveToolchains();
        } catch (ToolchainsBuildingException e) {
            throw new FailedBuild(
                    FailureKind.OTHER,
                    "cannot read the Maven toolchains: " + e.getProblems().get(0));
        }
    }

    /** Adds the paths of the files to a request, so that Maven plugins can read them. */
    void name(MavenExecutionRequest request, MavenConfig config) throws FailedBuild {
        request.setGlobalSettingsFile(config.globalSettings(globalSettings))
                .setUserSettingsFile(config.userSettings(userSettings))
                .setUserToolchainsFile(config.userToolchains(userToolchains))
                .setGlobalToolchainsFile(config.globalToolchains(globalToolchains));
    }

    private static @Nullable FileSource source(File file) {
        return file.isFile() ? new FileSource(file) : null;
    }
}
