package io.orka.build.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.properties.internal.EnvironmentUtils;
import org.jspecify.annotations.Nullable;

/**
 * A job in Maven's terms.
 *
 * @param build the job
 * @param root the root of the work tree
 * @param directory the plugin's directory
 * @param start the directory in which Maven starts: {@code directory}, or the directory of an aggregator with this
 *     module
 * @param profiles the additional profiles to activate
 * @param isRepeated whether the build is repeated in another way if artifacts are missing
 * @param mvnDirectory the applicable directory {@code .mvn}, or {@code null}
 * @param config the options in {@code mvnDirectory}
 * @param system the properties of the JVM and the environment
 */
record MavenJob(
        Message.Build build,
        Path root,
        Path directory,
        Path start,
        List<String> profiles,
        boolean isRepeated,
        @Nullable Path mvnDirectory,
        MavenConfig config,
        Properties system) {

    static MavenJob of(Message.Build build, Modules.Way way) throws FailedBuild {
        Path start = way.start();
        Path root = Path.of(build.root());
        Path directory = Path.of(build.directory());
        @Nullable Path mvnDirectory = MvnDirectory.of(root, directory);
        Path top = mvnDirectory == null ? start : mvnDirectory.resolveSibling("");
        Properties system = new Properties();
        EnvironmentUtils.addEnvVars(system);
        system.putAll(System.getProperties());
        system.setProperty("maven.multiModuleProjectDirectory", top.toString());
        return new MavenJob(
                build,
                root,
                directory,
                start,
                way.profiles(),
                way.isRepeated(),
                mvnDirectory,
                MavenConfig.read(mvnDirectory, start, system),
                system);
    }

    boolean isModule() {
        return !start.equals(directory);
    }

    /** Returns the user properties from {@code .mvn/maven.config} and those that Orka sets. */
    Properties userProperties() {
        Properties user = config.userProperties();
        user.setProperty("skipTests", Boolean.toString(!build.tests()));
        if (build.tests()) {
            user.setProperty("maven.test.skip", "false");
        }
        return user;
    }
}
