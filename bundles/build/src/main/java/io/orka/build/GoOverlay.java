package io.orka.build;

import io.orka.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that the compiler uses in addition to, or in place of, the plugin's files. The plugin's files are not modified.
 */
final class GoOverlay {

    private GoOverlay() {}

    /**
     * Writes the generated main and the description of the overlay.
     *
     * @param directory the plugin's directory
     * @param module the path of the plugin's module
     * @param work the directory for the files
     * @return the file for {@code go build -overlay}
     */
    static Path write(Path directory, String module, GoEntrypoint entrypoint, Path work) throws IOException {
        String serve = free(directory, "orkaserve", "");
        Path mainCopy = work.resolve("main.go");
        Files.writeString(
                mainCopy,
                GoSources.read("serve/main.go.txt")
                        .replace("${sdk}", entrypoint.sdk())
                        .replace("${serve}", module + "/" + serve)
                        .replace("${call}", entrypoint.call())
                        .replace("${close}", entrypoint.closing()));
        Map<String, String> replace = new LinkedHashMap<>();
        Path serveCopy = GoSources.write(work.resolve("serve"), GoSources.SERVE);
        for (String file : GoSources.SERVE) {
            Path name = Path.of(file).getFileName();
            replace.put(
                    directory.resolve(serve).resolve(name).toString(),
                    serveCopy.resolve(name).toString());
        }
        replace.put(directory.resolve(free(directory, "orkamain", ".go")).toString(), mainCopy.toString());
        entrypoint.renamed().forEach((file, copy) -> replace.put(file.toString(), copy.toString()));
        Path overlay = work.resolve("overlay.json");
        Files.writeString(overlay, JsonText.write(Map.of("Replace", replace)));
        return overlay;
    }

    private static String free(Path directory, String name, String end) {
        String free = name;
        for (int i = 2; Files.exists(directory.resolve(free + end), LinkOption.NOFOLLOW_LINKS); i++) {
            free = name + i;
        }
        return free + end;
    }
}
