package io.orka.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of the system that each process is started through, where there are some: {@code prlimit} gives it its
 * brand and its limits, {@code setsid} a session of its own, so that what a terminal sends to the host's processes does
 * not reach it or what it starts. Each becomes the next one; the process keeps its number.
 *
 * @param prlimit where it is, or {@code null}
 * @param setsid where it is, or {@code null}
 */
record Starter(@Nullable Path prlimit, @Nullable Path setsid) {

    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin"), Path.of("/bin"));

    /** Looks for them, and sees if they do what they should. */
    static Starter find() {
        Path prlimit = find("prlimit").filter(Starter::brands).orElse(null);
        if (prlimit == null) {
            LOG.warn(
                    "There is no prlimit (of util-linux) that works: what processes start with an environment of its own is"
                            + " not found when they end, and their memory cannot be limited");
        }
        return new Starter(prlimit, find("setsid").orElse(null));
    }

    private static Optional<Path> find(String name) {
        return PLACES.stream()
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean brands(Path prlimit) {
        long brand = Brand.LEAST;
        try {
            Process sample = new ProcessBuilder(prlimit.toString(), rttime(brand), "cat", "/proc/self/limits")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Brand.in(new String(sample.getInputStream().readAllBytes(), ISO_8859_1)) == brand;
        } catch (IOException e) {
            LOG.debug("{} cannot be run", prlimit, e);
            return false;
        }
    }

    /** Whether memory can be limited. */
    boolean limits() {
        return prlimit != null;
    }

    /**
     * The command that is really run.
     *
     * @param program its path, and its arguments
     * @param brand what it and all it starts can be known by
     * @param data the most bytes of memory it may map for itself, or {@code null}
     */
    List<String> command(List<String> program, long brand, @Nullable Long data) {
        if (!Files.isExecutable(Path.of(program.get(0)))) { // else these would be all that can be started
            return program;
        }
        List<String> command = new ArrayList<>();
        if (prlimit != null) {
            command.add(prlimit.toString());
            command.add(rttime(brand));
            if (data != null) {
                command.add("--data=" + data);
            }
        }
        if (setsid != null) {
            command.add(setsid.toString());
        }
        command.addAll(program);
        return command;
    }

    private static String rttime(long brand) {
        return "--rttime=" + brand + ":";
    }
}
