package io.orka.build.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.cli.internal.BootstrapCoreExtensionManager;
import org.apache.maven.cli.internal.extension.model.CoreExtension;
import org.apache.maven.cli.internal.extension.model.io.xpp3.CoreExtensionsXpp3Reader;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.extension.internal.CoreExtensionEntry;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.jspecify.annotations.Nullable;

/** The extensions of Maven itself that a repository asks for in {@code .mvn/extensions.xml}. */
public final class CoreExtensions {

    private static final String FILE = "extensions.xml";

    private CoreExtensions() {}

    /**
     * Whether a repository asks for extensions. They change the Maven they are loaded into for good.
     *
     * @param mvnDirectory the directory {@code .mvn}; {@code null} if there is none
     * @return whether the file is there
     */
    public static boolean areIn(@Nullable Path mvnDirectory) {
        return mvnDirectory != null && Files.isRegularFile(mvnDirectory.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
    }

    /** Reads the file; broken XML is an error of the repository. */
    static List<CoreExtension> read(Path mvnDirectory) throws FailedBuild {
        try (InputStream in = Files.newInputStream(mvnDirectory.resolve(FILE))) {
            return new CoreExtensionsXpp3Reader().read(in).getExtensions();
        } catch (IOException | XmlPullParserException e) {
            throw new FailedBuild(FailureKind.SETTINGS, ".mvn/" + FILE + ": " + e.getMessage());
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
