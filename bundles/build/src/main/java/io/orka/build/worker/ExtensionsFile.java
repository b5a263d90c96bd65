package io.orka.build.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.cli.internal.BootstrapCoreExtensionManager;
import org.apache.maven.cli.internal.extension.model.CoreExtension;
import org.apache.maven.cli.internal.extension.model.io.xpp3.CoreExtensionsXpp3Reader;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.extension.internal.CoreExtensionEntry;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/** The core extensions in a repository's {@code .mvn/extensions.xml}. */
final class ExtensionsFile {

    private ExtensionsFile() {}

    /** Reads the file. Invalid XML fails the build. */
    static List<CoreExtension> read(Path mvnDirectory) throws FailedBuild {
        try (InputStream in = Files.newInputStream(mvnDirectory.resolve(MvnDirectory.EXTENSIONS))) {
            return new CoreExtensionsXpp3Reader().read(in).getExtensions();
        } catch (IOException | XmlPullParserException e) {
            throw new FailedBuild(FailureKind.SETTINGS, ".mvn/" + MvnDirectory.EXTENSIONS + ": " + e.getMessage());
        }
    }

    /** Resolves extensions and loads their classes. */
    static List<CoreExtensionEntry> load(
            List<CoreExtension> wanted, MavenContainer container, MavenExecutionRequest request) throws Exception {
        return container
                .part(BootstrapCoreExtensionManager.class)
                .loadCoreExtensions(request, container.providedArtifacts(), wanted);
    }
}
