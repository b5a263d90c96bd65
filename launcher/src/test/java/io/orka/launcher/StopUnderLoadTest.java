package io.orka.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host is stopped while threads of an engine bundle call a plugin. Running calls end, and later calls fail. */
class StopUnderLoadTest {

    private static final int STOPS = Integer.getInteger("orka.soak.terms", 5);
    private static final int WORK_MILLIS = Integer.getInteger("orka.soak.work", 1_000);
    private static final int CALLERS = 16;
    private static final String TOLD = "ORKA-CALL-14";

    @TempDir
    private Path directory;

    @Test
    void everyCallUnderWayEndsAndEveryLaterOneIsToldThatTheHostStops() throws Exception {
        new StoryRepository(directory.resolve("works")).plainPlugin("""
                        Thread.sleep(Long.parseLong(request.string("word")));
                        return Response.ok("done");
                        """).tag("v1");
        Path registry = Files.writeString(directory.resolve("plugins.json"), """
                [ { "name": "works", "version": "v1", "repo": "works", "service": "S" } ]
                """);
        OrkaHome home = OrkaHome.of(directory.resolve("home"));
        for (int stop = 0; stop < STOPS; stop++) {
            Path story = directory.resolve("story-" + stop);
            EngineLoad.jar(home.engineBundles().resolve("load.jar"), story, CALLERS, WORK_MILLIS);
            try (HostProcess host = HostProcess.start(home, registry)) {
                host.awaitFile(story, lines -> underWay(lines).size() == CALLERS);

                host.signal("TERM");

                assertThat(host.exit()).as(host.output()).isZero();
                assertThat(host.output()).contains("Stopped");
            }
            check(Files.readAllLines(story));
        }
    }

    /** Returns the running calls. */
    private static Set<String> underWay(List<String> story) {
        Set<String> calls = new HashSet<>();
        for (String line : story) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("begin")) {
                calls.add(words[1]);
            } else if (words[0].equals("end")) {
                calls.remove(words[1]);
            }
        }
        return calls;
    }

    private static void check(List<String> story) throws IOException {
        String all = String.join("\n", story);
        assertThat(story).as(all).contains("engine stops: done").doesNotContain("quick call: ORKA-CALL-03");
        assertThat(story)
                .filteredOn(line -> line.startsWith("quick call"))
                .as(all)
                .containsOnly("quick call: " + TOLD);
        int stopped = story.indexOf("engine stops: done");
        assertThat(underWay(story.subList(0, stopped)))
                .as("calls under way\n" + all)
                .hasSize(CALLERS);
        int told = story.size();
        for (int i = 0; i < story.size(); i++) {
            String[] words = story.get(i).split(" ", -1);
            if (words[0].equals("end")) {
                assertThat(words[2]).as(story.get(i) + "\n" + all).isIn("done", TOLD);
                told = words[2].equals(TOLD) ? Math.min(told, i) : told;
            }
        }
        Set<String> ended = new HashSet<>();
        story.stream().filter(line -> line.startsWith("end ")).forEach(line -> ended.add(line.split(" ", -1)[1]));
        assertThat(ended)
                .as("calls that began before anybody was told\n" + all)
                .containsAll(story.subList(0, told).stream()
                        .filter(line -> line.startsWith("begin "))
                        .map(line -> line.split(" ", -1)[1])
                        .toList());
    }
}
