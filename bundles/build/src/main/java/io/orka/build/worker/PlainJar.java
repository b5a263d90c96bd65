package io.orka.build.worker;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs directories into a reproducible jar. */
public final class PlainJar {

    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private PlainJar() {}

    /**
     * Packs directories. Missing directories and links are skipped, and the manifest is the first entry.
     *
     * @param jar the file to write
     * @param directories the directories; files of later directories have precedence
     * @throws IOException if a file cannot be read or written
     */
    public static void write(Path jar, List<Path> directories) throws IOException {
        Map<String, Path> entries = new TreeMap<>();
        for (Path directory : directories) {
            for (Path file : JavacBuild.files(directory, Integer.MAX_VALUE)) {
                entries.put(directory.relativize(file).toString().replace('\\', '/'), file);
            }
        }
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
            Path manifest = entries.remove(MANIFEST);
            if (manifest != null) {
                add(out, MANIFEST, Files.readAllBytes(manifest));
            }
            for (Map.Entry<String, Path> entry : entries.entrySet()) {
                add(out, entry.getKey(), Files.readAllBytes(entry.getValue()));
            }
        }
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
