package io.orka.deploy;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.orka.process.MemoryLimit;
import io.orka.process.Setup;
import io.orka.registry.Isolation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables and the memory limits of a Go program. The memory limit of the Go runtime is lower than the
 * memory limit of the system.
 */
final class ProgramSetup {

    private static final int MEGABYTE = 20;

    /** Memory that the Go runtime maps but hardly uses. */
    private static final long TABLES = 64L << MEGABYTE;

    /**
     * The memory of {@link #TABLES}, plus the stacks of the C library's threads. Each such stack is mapped completely.
     */
    private static final long TABLES_AND_STACKS = 512L << MEGABYTE;

    // ELF, 64 bits: the program header table, and its entry with the dynamic linker.
    private static final int HEAD = 4096;
    private static final int TABLE = 32;
    private static final int ENTRY_LENGTH = 54;
    private static final int ENTRIES = 56;
    private static final int INTERPRETER = 3;

    private ProgramSetup() {}

    static Setup of(Path program, @Nullable Path files, @Nullable Isolation isolation) {
        if (isolation == null) {
            return new Setup(Map.of(), Map.of(), null, files, false);
        }
        Map<String, String> settings = new TreeMap<>();
        MemoryLimit limit = null;
        Integer memory = isolation.memory();
        if (memory != null) {
            long bytes = (long) memory << MEGABYTE;
            limit = new MemoryLimit(bytes, bytes + (isLinked(program) ? TABLES_AND_STACKS : TABLES));
            settings.put("GOMEMLIMIT", Long.toString(bytes / 10 * 9));
        }
        if (isolation.cpus() != null) {
            settings.put("GOMAXPROCS", isolation.cpus().toString());
        }
        return new Setup(EntryVariables.of(isolation.env()), settings, limit, files, isolation.debug());
    }

    /** Returns whether a program uses shared libraries, and therefore threads of the C library. */
    static boolean isLinked(Path program) {
        ByteBuffer head;
        try (InputStream in = Files.newInputStream(program, NOFOLLOW_LINKS)) {
            head = ByteBuffer.wrap(in.readNBytes(HEAD)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            return true; // the start of the program reports the problem
        }
        if (head.limit() < HEAD) {
            return true;
        }
        long location = head.getLong(TABLE);
        for (int i = 0; i < head.getShort(ENTRIES); i++) {
            long entry = location + (long) i * head.getShort(ENTRY_LENGTH);
            if (entry < 0 || entry > HEAD - Integer.BYTES || head.getInt((int) entry) == INTERPRETER) {
                return true;
            }
        }
        return false;
    }
}
