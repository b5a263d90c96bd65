package io.orka.build.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.cli.internal.extension.model.CoreExtension;
import org.apache.maven.eventspy.internal.EventSpyDispatcher;
import org.apache.maven.extension.internal.CoreExtensionEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates a Maven instance with the core extensions of a repository. */
final class ExtendedMaven {

    private static final Logger log = LoggerFactory.getLogger(ExtendedMaven.class);

    private ExtendedMaven() {}

    /**
     * Returns requests for a Maven with the repository's extensions, or the given requests if there are no extensions.
     */
    static MavenRequests of(MavenRequests plain, MavenJob job) throws FailedBuild {
        if (job.mvnDirectory() == null || !MvnDirectory.hasExtensions(job.mvnDirectory())) {
            return plain;
        }
        List<CoreExtension> wanted = ExtensionsFile.read(job.mvnDirectory());
        if (wanted.isEmpty()) {
            return plain;
        }
        try {
            MavenContainer container = plain.container().with(load(wanted, plain, job));
            spy(container, job);
            return plain.in(container);
        } catch (FailedBuild e) {
            throw e;
        } catch (Exception e) { // Maven's interface declares Exception
            throw failure(e, job);
        }
    }

    private static List<CoreExtensionEntry> load(List<CoreExtension> wanted, MavenRequests plain, MavenJob job)
            throws Exception {
        try {
            return ExtensionsFile.load(wanted, plain.container(), plain.request(job, true));
        } catch (Exception e) { // Maven's interface declares Exception
            if (plain.staysOffline(job) || !Misses.anyIn(List.of(e))) {
                throw e;
            }
            log.info("Not all extensions are in the local repository: retrying with the network");
            return ExtensionsFile.load(wanted, plain.container(), plain.request(job, false));
        }
    }

    private static void spy(MavenContainer container, MavenJob job) {
        Map<String, Object> data = new HashMap<>(Map.of(
                "workingDirectory", job.start().toString(),
                "systemProperties", job.system(),
                "userProperties", job.userProperties(),
                "versionProperties", new Properties()));
        container.part(EventSpyDispatcher.class).init(() -> data);
    }

    private static FailedBuild failure(Exception failure, MavenJob job) {
        FailedBuild described = MavenFailures.describe(failure, job.root());
        return described.message().kind() == FailureKind.OTHER
                ? new FailedBuild(FailureKind.SETTINGS, ".mvn/extensions.xml: " + failure.getMessage())
                : described;
    }
}
