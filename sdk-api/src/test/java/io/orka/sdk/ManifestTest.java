package io.orka.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** The SDK exports one package and imports only Java. */
class ManifestTest {

    @Test
    void exportsThePackageWithItsVersionAndImportsOnlyJava() throws IOException {
        Attributes headers;
        try (InputStream in = Files.newInputStream(Path.of("target", "classes", "META-INF", "MANIFEST.MF"))) {
            headers = new Manifest(in).getMainAttributes();
        }
        assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("io.orka.plugin-sdk");
        assertThat(headers.getValue("Export-Package")).matches("io\\.orka\\.sdk;version=\"1\\.1\\.0\"");
        String imports = headers.getValue("Import-Package");
        assertThat(imports == null ? "java.lang" : imports).matches("java\\.[a-z.]+(,java\\.[a-z.]+)*");
        assertThat(headers.getValue("DynamicImport-Package")).isNull();
        assertThat(headers.getValue("Require-Bundle")).isNull();
    }
}
