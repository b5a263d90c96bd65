package io.orka.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A directory with the raw measurements in one file for each figure. A new measurement replaces the file. */
public final class ResultFiles {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path directory;

    /**
     * Sets the directory.
     *
     * @param directory created by the first {@link #write}
     */
    public ResultFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes one file.
     *
     * @param result the content of the file
     * @throws IOException if the file cannot be written
     */
    public void write(Result result) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(file(result.figure().name()), JSON.writeValueAsString(result) + "\n");
    }

    /**
     * Reads the existing files of some figures.
     *
     * @param names the figures
     * @return the results, in the order of the names
     * @throws IOException if a file cannot be read
     */
    public List<Result> read(List<String> names) throws IOException {
        List<Result> results = new ArrayList<>();
        for (String name : names) {
            if (Files.exists(file(name))) {
                results.add(JSON.readValue(file(name).toFile(), Result.class));
            }
        }
        return results;
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }
}
