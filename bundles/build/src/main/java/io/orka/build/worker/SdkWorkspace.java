package io.orka.build.worker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resolves the SDK to the copy in Orka, regardless of the version in the pom. The SDK need not be installed. */
final class SdkWorkspace implements WorkspaceReader {

    private static final Logger log = LoggerFactory.getLogger(SdkWorkspace.class);
    private static final Pattern SAFE_VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final WorkspaceRepository repository = new WorkspaceRepository("orka-sdk", "orka-sdk");
    private final Path jar;
    private final String version;
    private final Path poms;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    SdkWorkspace(Path jar, String version, Path poms) {
        this.jar = jar;
        this.version = version;
        this.poms = poms;
    }

    /** Clears the reported versions, so that every build's log reports each version once. */
    void begin() {
        reported.clear();
    }

    static boolean isSdk(String group, String artifact) {
        return group.equals("io.orka") && artifact.equals("orka-plugin-sdk");
    }

    @Override
    public WorkspaceRepository getRepository() {
        return repository;
    }

    @Override
    public @Nullable File findArtifact(Artifact artifact) {
        String wanted = artifact.getVersion();
        if (!isSdk(artifact.getGroupId(), artifact.getArtifactId())
                || !artifact.getClassifier().isEmpty()
                || !SAFE_VERSION.matcher(wanted).matches()) {
            return null;
        }
        if (artifact.getExtension().equals("pom")) {
            return pom(wanted).toFile();
        }
        if (!artifact.getExtension().equals("jar")) {
            return null;
        }
        if (!wanted.equals(version) && reported.add(wanted)) {
            log.warn("The pom requires version {} of the plugin SDK; Orka uses its own version {}", wanted, version);
        }
        return jar.toFile();
    }

    @Override
    public List<String> findVersions(Artifact artifact) {
        List<String> versions = new ArrayList<>();
        if (isSdk(artifact.getGroupId(), artifact.getArtifactId())) {
            versions.add(version);
            if (artifact.isSnapshot()) {
                versions.add(artifact.getVersion());
            }
        }
        return versions;
    }

    private Path pom(String wanted) {
        Path pom = poms.resolve("orka-plugin-sdk-" + wanted + ".pom");
        try {
            Files.writeString(pom, """
                    <project xmlns="http://maven.apache.org/POM/4.0.0">
                      <modelVersion>4.0.0</modelVersion>
                      <groupId>io.orka</groupId>
                      <artifactId>orka-plugin-sdk</artifactId>
                      <version>%s</version>
                    </project>
                    """.formatted(wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pom;
    }
}
