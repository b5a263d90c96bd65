package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a growing log: first the last lines, then new lines. The file may be deleted and recreated, or rotated to
 * {@code .1}.
 */
final class LogFile {

    private static final int MOST_BYTES = 256 * 1024;

    private final Path file;
    private final Path older;
    private @Nullable Object key;
    private long position;
    private byte[] begun = {};

    LogFile(Path file) {
        this.file = file;
        this.older = file.resolveSibling(file.getFileName() + ".1");
    }

    Path file() {
        return file;
    }

    /** Returns the last lines, oldest first; none if the file does not exist. */
    List<String> tail(int most) {
        try {
            List<String> lines = new ArrayList<>();
            long oldSize = size(older);
            lines.addAll(lines(read(older, Math.max(0, oldSize - MOST_BYTES), oldSize)));
            key = key(file);
            long size = size(file);
            position = size;
            byte[] bytes = read(file, Math.max(0, size - MOST_BYTES), size);
            lines.addAll(lines(bytes));
            return lines.subList(Math.max(0, lines.size() - most), lines.size());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns the complete lines added since the last call of this method or {@link #tail}. */
    List<String> more() {
        try {
            @Nullable Object now = key(file);
            long size = size(file);
            List<String> lines = new ArrayList<>();
            if (now != null && (!now.equals(key) || size < position)) {
                if (key != null && key.equals(key(older))) {
                    lines.addAll(whole(read(older, position, size(older))));
                }
                key = now;
                position = 0;
                begun = new byte[0];
            }
            byte[] bytes = read(file, position, Math.min(size, position + MOST_BYTES));
            position += bytes.length;
            lines.addAll(whole(bytes));
            return lines;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns the complete lines; keeps an incomplete line until it ends. */
    private List<String> whole(byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(begun);
        all.writeBytes(bytes);
        byte[] text = all.toByteArray();
        int end = text.length;
        while (end > 0 && text[end - 1] != '\n') {
            end--;
        }
        begun = Arrays.copyOfRange(text, end, text.length);
        return lines(Arrays.copyOf(text, end));
    }

    private static List<String> lines(byte[] bytes) {
        return new String(bytes, UTF_8).lines().toList();
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static byte[] read(Path file, long from, long to) throws IOException {
        if (to <= from) {
            return new byte[0];
        }
        try (SeekableByteChannel log =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
            log.position(from);
            int count;
            do {
                count = log.read(bytes);
            } while (count > 0);
            return Arrays.copyOf(bytes.array(), bytes.position());
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private ShellFailure unreadable(IOException e) {
        return new ShellFailure(
                "ORKA-SHELL-15", "cannot read " + file + ": " + e, "Check the file and its permissions.", e);
    }
}
