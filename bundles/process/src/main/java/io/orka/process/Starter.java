package io.orka.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of the system that each process is started through, where there are some: {@code prlimit} gives it its
 * brand and its limits, {@code setsid} a separate session, so that what a terminal sends to the host's processes does
 * not reach it or what it starts. Each becomes the next one; the process keeps its number.
 *
 * @param prlimit where it is, or {@code null}
 * @param brands whether it sets brands; where the hard limit of their kind is not infinite, it cannot
 * @param limits whether it limits memory
 * @param setsid where it is, or {@code null}
 */
record Starter(
        @Nullable Path prlimit,
        boolean brands,
        boolean limits,
        @Nullable Path setsid) {

    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin"), Path.of("/bin"));
    private static final long SAMPLE = 1L << 26;
    private static final Pattern SAMPLE_LIMIT = Pattern.compile("(?m)^Max data size +" + SAMPLE + " ");

    /** Looks for them, and sees if they do what they should. */
    static Starter find() {
        Path prlimit = find("prlimit").orElse(null);
        boolean brands = prlimit != null && Brand.in(sample(prlimit, rttime(Brand.LEAST))) == Brand.LEAST;
        boolean limits = prlimit != null
                && SAMPLE_LIMIT.matcher(sample(prlimit, data(SAMPLE))).find();
        if (!brands) {
            LOG.warn(
                    "There is no prlimit (of util-linux) that can mark processes by RLIMIT_RTTIME: what they start with an"
                            + " environment of its own is not found when they end");
        }
        if (!limits) {
            LOG.warn(
                    "There is no prlimit (of util-linux) that can set RLIMIT_DATA: the system does not limit the memory of"
                            + " processes");
        }
        return new Starter(prlimit, brands, limits, find("setsid").orElse(null));
    }

    private static Optional<Path> find(String name) {
        return PLACES.stream()
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The limits that a process sees which is started with one of them; empty where none can be. */
    private static String sample(Path prlimit, String limit) {
        try {
            Process sample = new ProcessBuilder(prlimit.toString(), limit, "cat", "/proc/self/limits")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(sample.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            LOG.debug("{} cannot be run", prlimit, e);
            return "";
        }
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
        List<String> given = new ArrayList<>();
        if (brands) {
            given.add(rttime(brand));
        }
        if (limits && data != null) {
            given.add(data(data));
        }
        List<String> command = new ArrayList<>();
        if (prlimit != null && !given.isEmpty()) {
            command.add(prlimit.toString());
            command.addAll(given);
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

    private static String data(long bytes) {
        return "--data=" + bytes;
    }
}
