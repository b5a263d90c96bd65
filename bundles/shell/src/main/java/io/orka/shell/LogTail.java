package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** The end of a log file. */
final class LogTail {

    private static final int MOST_BYTES = 256 * 1024;

    private LogTail() {}

    /** The last lines, oldest first; none if there is no such file. */
    static List<String> of(Path file, int most) {
        try (SeekableByteChannel log =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(MOST_BYTES, log.size()));
            log.position(log.size() - end.capacity());
            int count;
            do {
                count = log.read(end);
            } while (count > 0);
            List<String> lines =
                    new String(end.array(), 0, end.position(), UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - most), lines.size());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new ShellFailure(
                    "ORKA-SHELL-15", "cannot read " + file + ": " + e, "Look at that file and its permissions.", e);
        }
    }
}
