package io.orka.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** The command that an SSH host runs for {@code git-upload-pack '/hello.git'}. */
final class UploadPackCommand implements Command {

    private final String command;
    private final Path repository;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;

    UploadPackCommand(String command, Path repository) {
        this.command = command;
        this.repository = repository;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        new Thread(this::run, "upload-pack").start();
    }

    private void run() {
        int code = 0;
        try (Git git = Git.open(repository.toFile())) {
            if (command.equals("git-upload-pack '/hello.git'")) {
                new UploadPack(git.getRepository()).upload(in, out, err);
            } else {
                write("fatal: '/other.git' does not appear to be a git repository\n");
                code = 128;
            }
        } catch (IOException broken) {
            code = 1;
        }
        if (exit != null) {
            exit.onExit(code);
        }
    }

    private void write(String text) throws IOException {
        if (err != null) {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        }
    }

    @Override
    public void destroy(ChannelSession channel) {}
}
