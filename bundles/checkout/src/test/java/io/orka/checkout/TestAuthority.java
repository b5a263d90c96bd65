package io.orka.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A company's certificate authority, created by OpenSSL. */
final class TestAuthority {

    private final Path directory;

    private TestAuthority(Path directory) {
        this.directory = directory;
    }

    static TestAuthority create(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        TestAuthority authority = new TestAuthority(directory);
        authority.openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=Acme Root",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem");
        return authority;
    }

    /** Returns the file with the authority's certificate, in PEM. */
    Path certificate() {
        return directory.resolve("ca.pem");
    }

    /** Signs a certificate for one name and returns a file with the certificate and its key. */
    Path sign(String name, String... dates) throws IOException, InterruptedException {
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + ".key",
                "-out",
                name + ".csr");
        Files.writeString(directory.resolve("database"), "");
        Files.writeString(directory.resolve("serial"), "01\n");
        Files.writeString(directory.resolve("ca.conf"), """
                [ca]
                default_ca = acme
                [acme]
                database = %1$s/database
                new_certs_dir = %1$s
                serial = %1$s/serial
                default_md = sha256
                policy = any
                x509_extensions = names
                [any]
                commonName = supplied
                [names]
                subjectAltName = DNS:%2$s
                """.formatted(directory, name));
        String[] arguments = {
            "ca",
            "-batch",
            "-config",
            "ca.conf",
            "-cert",
            "ca.pem",
            "-keyfile",
            "ca.key",
            "-in",
            name + ".csr",
            "-out",
            name + ".pem",
            "-notext"
        };
        openssl(Stream.concat(
                        Arrays.stream(arguments),
                        Arrays.stream(dates.length == 0 ? new String[] {"-days", "2"} : dates))
                .toArray(String[]::new));
        return Files.writeString(
                directory.resolve(name + "-both.pem"),
                Files.readString(directory.resolve(name + ".pem"))
                        + Files.readString(directory.resolve(name + ".key")));
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        Program.run(
                directory,
                Stream.concat(Stream.of("openssl"), Arrays.stream(arguments)).toList());
    }

    /** Creates a key store with the authority's certificate by means of {@code keytool}. */
    Path store(String type, String password) throws IOException, InterruptedException {
        Path file = directory.resolve("trust." + type);
        Program.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-importcert",
                "-noprompt",
                "-alias",
                "acme",
                "-file",
                certificate().toString(),
                "-keystore",
                file.toString(),
                "-storetype",
                type,
                "-storepass",
                password));
        return file;
    }

    /** Creates a key store with a signed certificate for one name and its key. */
    Path keyStore(String name, String type, String password) throws IOException, InterruptedException {
        Path both = sign(name);
        Path file = directory.resolve(name + ".p12");
        openssl("pkcs12", "-export", "-in", both.toString(), "-out", file.toString(), "-passout", "pass:" + password);
        if (type.equals("PKCS12")) {
            return file;
        }
        Path converted = directory.resolve(name + "." + type);
        Program.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-importkeystore",
                "-noprompt",
                "-srckeystore",
                file.toString(),
                "-srcstorepass",
                password,
                "-destkeystore",
                converted.toString(),
                "-deststoretype",
                type,
                "-deststorepass",
                password));
        return converted;
    }
}
