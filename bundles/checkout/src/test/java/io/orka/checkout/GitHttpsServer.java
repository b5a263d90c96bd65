package io.orka.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real web server on loopback that uses TLS and runs {@code git http-backend}. */
final class GitHttpsServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/lighttpd");

    private final int port;
    private final LoopbackProcess process;

    private GitHttpsServer(int port, LoopbackProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a server.
     *
     * @param directory the directory for the server's files; created by this method
     * @param repositories the directory that the paths of its URLs start in
     * @param certificate the file with its certificate and key
     * @param login the required {@code user:password}, or an empty string
     * @param settings additional lines of its configuration
     */
    static GitHttpsServer start(Path directory, Path repositories, Path certificate, String login, String... settings)
            throws Exception {
        Program.needed(PROGRAM);
        Program.needed(Path.of("/usr/lib/lighttpd/mod_openssl.so"));
        Files.createDirectories(directory);
        Path backend = Path.of(Program.run(List.of("git", "--exec-path")).strip(), "git-http-backend");
        Program.needed(backend);
        int port = LoopbackProcess.freePort();
        String authentication = "";
        if (!login.isEmpty()) {
            Path users = Files.writeString(directory.resolve("users"), login + "\n");
            authentication = """
                    server.modules += ( "mod_auth", "mod_authn_file" )
                    auth.backend = "plain"
                    auth.backend.plain.userfile = "%s"
                    auth.require = ( "/" => ( "method" => "basic", "realm" => "git", "require" => "valid-user" ) )
                    """.formatted(users);
        }
        Path configuration = Files.writeString(directory.resolve("lighttpd.conf"), """
                server.modules = ( "mod_openssl", "mod_alias", "mod_setenv", "mod_cgi" )
                server.bind = "127.0.0.1"
                server.port = %d
                server.document-root = "%s"
                server.errorlog = "%s"
                server.stream-request-body = 0
                ssl.engine = "enable"
                ssl.pemfile = "%s"
                alias.url = ( "/git" => "%s" )
                $HTTP["url"] =~ "^/git" {
                    cgi.assign = ( "" => "" )
                    setenv.add-environment = ( "GIT_PROJECT_ROOT" => "%s", "GIT_HTTP_EXPORT_ALL" => "1" )
                }
                %s
                %s
                """.formatted(
                        port,
                        directory,
                        directory.resolve("log"),
                        certificate,
                        backend,
                        repositories,
                        authentication,
                        String.join("\n", settings)));
        return new GitHttpsServer(
                port,
                LoopbackProcess.start(
                        List.of(PROGRAM.toString(), "-D", "-f", configuration.toString()), directory, port));
    }

    int port() {
        return port;
    }

    String url(String name) {
        return "https://localhost:" + port + "/git/" + name + "/.git";
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }

    String log() throws IOException {
        return process.log();
    }
}
