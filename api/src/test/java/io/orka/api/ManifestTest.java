package io.orka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** The API exports one package and imports only the SDK and Java. */
class ManifestTest {

    @Test
    void exportsThePackageWithItsVersionAndImportsOnlyTheSdkAndJava() throws IOException {
        Attributes headers;
        try (InputStream in = Files.newInputStream(Path.of("target", "classes", "META-INF", "MANIFEST.MF"))) {
            headers = new Manifest(in).getMainAttributes();
        }
        assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("io.orka.api");
        assertThat(headers.getValue("Export-Package"))
                .matches("io\\.orka\\.api;version=\"1\\.0\\.0\";uses:=\"io\\.orka\\.sdk\"");
        assertThat(headers.getValue("Import-Package"))
                .matches("io\\.orka\\.sdk;version=\"\\[1\\.\\d+,2\\)\"(,java\\.[a-z.]+)*");
        assertThat(headers.getValue("DynamicImport-Package")).isNull();
        assertThat(headers.getValue("Require-Bundle")).isNull();
    }
}
