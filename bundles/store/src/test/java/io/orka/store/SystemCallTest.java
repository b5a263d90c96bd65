package io.orka.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each change of persistent files is interrupted at its system calls, including those of JGit and the JDK, which have
 * no failpoints. strace makes a call fail, or kills the process that makes the call. Afterwards, either the old or the
 * new state exists.
 */
class SystemCallTest {

    /** The number of places at which each change is interrupted. The long run uses all of them. */
    private static final int PLACES = Integer.getInteger("orka.soak.syscalls", 1);

    private static final long SEED = Long.getLong("orka.seed", System.nanoTime());
    private static final Set<String> ENDS = Set.of("fsync", "fdatasync", "rename", "renameat", "renameat2");
    private static final Set<String> WRITES = Set.of(
            "write", "writev", "pwrite64", "copy_file_range", "sendfile", "mkdir", "mkdirat", "linkat", "symlinkat");
    private static final Pattern CALL = Pattern.compile("(\\d+) +([a-z0-9_]+)\\((.*)");
    private static final int KILLED = 137;

    @TempDir
    private Path directory;

    /** A system call, identified by its name and its number in a thread, and the fault of the call. */
    private record Place(String call, int number, String fault) {

        String injection() {
            return "inject=" + call + ":" + fault + ":when=" + number;
        }

        boolean kills() {
            return fault.equals("signal=KILL");
        }
    }

    @BeforeEach
    void needsStrace() {
        boolean works;
        try {
            works = process().run(List.of("strace", "-f", "-e", "trace=fsync", "true")) == 0;
        } catch (IOException | InterruptedException e) {
            works = false;
        }
        Assumptions.assumeTrue(works, "LEFT OUT: there is no strace here, or it may trace nothing");
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void whereverACallFailsThereIsTheOldOrTheNew(Change change) throws Exception {
        List<Place> places = new ArrayList<>(places(change));
        assertThat(places).extracting(Place::fault).contains("error=EIO", "signal=KILL");
        Collections.shuffle(places, new Random(SEED));
        List<Place> broken = places.subList(0, Math.min(PLACES, places.size()));
        for (Place place : broken) {
            String told = place + " (repeat with -Dorka.seed=" + SEED + ")\n";
            Path home = home(change);
            int exit = process().run(traced(change, home, place.call(), "-e", place.injection()));
            told += Files.readString(process().output());
            if (place.kills()) {
                assertThat(exit).as(told).isEqualTo(KILLED);
            } else {
                assertThat(exit).as(told).isIn(0, Change.FAILED);
            }
            assertThat(change.state(home)).as(told).isIn(exit == 0 ? List.of("new") : List.of("old", "new"));
            change.begin(home);
            assertThat(change.state(home)).as("tried again, " + told).isEqualTo("new");
        }
        System.out.printf("%s: broken at %d of %d system calls%n", change, broken.size(), places.size());
    }

    /** Returns all system calls of a complete change on its home, each with its possible faults. */
    private Set<Place> places(Change change) throws Exception {
        Path home = home(change);
        Set<String> calls = new TreeSet<>(ENDS);
        calls.addAll(WRITES);
        // Some architectures lack some of these calls.
        assertThat(process().run(traced(change, home, "?" + String.join(",?", calls), "-y")))
                .isZero();
        Map<String, Integer> counts = new HashMap<>();
        Set<Place> places = new LinkedHashSet<>();
        for (String line : Files.readAllLines(trace())) {
            Matcher call = CALL.matcher(line);
            if (call.lookingAt()) {
                String name = call.group(2);
                int number = counts.merge(call.group(1) + name, 1, Integer::sum);
                if (call.group(3).contains(home.toString())) {
                    faults(name).forEach(fault -> places.add(new Place(name, number, fault)));
                }
            }
        }
        return places;
    }

    private static Stream<String> faults(String call) {
        return ENDS.contains(call) ? Stream.of("signal=KILL", "error=EIO") : Stream.of("error=ENOSPC", "error=EIO");
    }

    private List<String> traced(Change change, Path home, String calls, String... options) {
        List<String> command =
                new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace().toString(), "-e", "trace=" + calls));
        command.addAll(List.of(options));
        command.addAll(ChangeProcess.command(change, home, "-XX:-UsePerfData"));
        return command;
    }

    private Path trace() {
        return directory.resolve("trace");
    }

    private ChangeProcess process() {
        return new ChangeProcess(directory.resolve("out"));
    }

    private Path home(Change change) throws IOException {
        Path home = Files.createTempDirectory(directory, change.name());
        change.prepare(home);
        return home;
    }
}
