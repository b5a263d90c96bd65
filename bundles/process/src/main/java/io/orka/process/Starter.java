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
 * The system programs through which each process is started, if available. {@code prlimit} sets the limit mark and the
 * limits of the process. {@code setsid} starts a separate session, so that signals from the host's terminal do not
 * reach the process or its descendants. Each program executes the next one, so the process keeps its pid.
 *
 * @param prlimit the path of {@code prlimit}, or {@code null}
 * @param marks whether {@code prlimit} can set limit marks, which requires an infinite hard limit
 * @param limits whether {@code prlimit} can limit memory
 * @param setsid the path of {@code setsid}, or {@code null}
 */
record Starter(
        @Nullable Path prlimit,
        boolean marks,
        boolean limits,
        @Nullable Path setsid) {

    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin"), Path.of("/bin"));
    private static final long SAMPLE = 1L << 26;
    private static final Pattern SAMPLE_LIMIT = Pattern.compile("(?m)^Max data size +" + SAMPLE + " ");

    /** Finds the programs and checks that they work. */
    static Starter find() {
        Path prlimit = find("prlimit").orElse(null);
        boolean marks = prlimit != null && LimitMark.in(sample(prlimit, rttime(LimitMark.LEAST))) == LimitMark.LEAST;
        boolean limits = prlimit != null
                && SAMPLE_LIMIT.matcher(sample(prlimit, data(SAMPLE))).find();
        if (!marks) {
            LOG.warn("No prlimit (util-linux) was found that can set RLIMIT_RTTIME: Orka cannot find and kill processes"
                    + " that a plugin's process has started with another environment");
        }
        if (!limits) {
            LOG.warn(
                    "No prlimit (util-linux) was found that can set RLIMIT_DATA: the system does not limit the memory of"
                            + " processes");
        }
        return new Starter(prlimit, marks, limits, find("setsid").orElse(null));
    }

    private static Optional<Path> find(String name) {
        return PLACES.stream()
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a process with this limit and returns its limits, or an empty string if the start fails. */
    private static String sample(Path prlimit, String limit) {
        try {
            Process sample = new ProcessBuilder(prlimit.toString(), limit, "cat", "/proc/self/limits")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(sample.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            LOG.debug("Cannot run {}", prlimit, e);
            return "";
        }
    }

    /**
     * Returns the command with the programs of this starter.
     *
     * @param program the path of the program, and its arguments
     * @param limitMark the limit mark of the process and its descendants
     * @param data the maximum of mapped memory in bytes, or {@code null}
     */
    List<String> command(List<String> program, long limitMark, @Nullable Long data) {
        if (!Files.isExecutable(Path.of(program.get(0)))) { // otherwise only the wrappers would start
            return program;
        }
        List<String> given = new ArrayList<>();
        if (marks) {
            given.add(rttime(limitMark));
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

    private static String rttime(long limitMark) {
        return "--rttime=" + limitMark + ":";
    }

    private static String data(long bytes) {
        return "--data=" + bytes;
    }
}
