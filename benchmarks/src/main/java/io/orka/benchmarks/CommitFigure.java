package io.orka.benchmarks;

import io.orka.benchmarks.report.Figure;
import io.orka.benchmarks.report.Goal;
import io.orka.launcher.Orka;
import io.orka.launcher.OrkaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures the time from a commit to the first response of the new version. */
final class CommitFigure implements Experiment {

    private static final List<Boolean> LIBRARIES = List.of(false, true);
    private static final double OVER_PF4J = 25;
    private static final double OVER_KARAF = 20;

    @Override
    public String name() {
        return "commit";
    }

    @Override
    public Figure measure(Installations installations, Effort effort) throws Exception {
        Scores scores = new Scores();
        try (Scratch scratch = Scratch.create();
                Orka host = open(scratch)) {
            Optional<Path> home = installations.karaf();
            if (home.isEmpty()) {
                takeTurns(orka(host, scratch), pf4j(installations, scratch, effort), effort, scores);
            } else {
                KarafContainer karaf =
                        KarafContainer.install(home.get(), scratch.directory().resolve("karaf"), Jdk.current(), 1);
                try (MeasuredProcess process = karaf.start()) {
                    process.answered(Container.ANSWER);
                    List<Change> peers = new ArrayList<>(pf4j(installations, scratch, effort));
                    peers.addAll(karaf(installations, scratch, karaf, process));
                    takeTurns(orka(host, scratch), peers, effort, scores);
                }
            }
        }
        return new Figure(
                name(),
                "Commit to the first response of the new version",
                "ms",
                scores.series(),
                goals(scores),
                notes(installations));
    }

    /** Measures all turns but the first, a warm-up. Orka has more warm-ups, since first builds are slower. */
    private static void takeTurns(List<Change> orka, List<Change> peers, Effort effort, Scores scores)
            throws Exception {
        List<Change> all = new ArrayList<>(orka);
        all.addAll(peers);
        int version = 1;
        for (int round = 0; round <= effort.processes(); round++) {
            for (Change change : all) {
                double took = bring(change, version++);
                if (round > 0) {
                    scores.add(change.who(), took);
                }
            }
            for (int warm = 0; round == 0 && warm < effort.processes(); warm++) {
                for (Change change : orka) {
                    bring(change, version++);
                }
            }
        }
    }

    private static double bring(Change change, int version) throws Exception {
        change.write(version);
        return Stopwatch.time(() -> change.bring(version));
    }

    private static Orka open(Scratch scratch) throws IOException {
        Path registry = scratch.directory().resolve("plugins.json");
        List<String> entries = new ArrayList<>();
        for (OrkaChange.Kind kind : OrkaChange.Kind.values()) {
            OrkaChange.commit(repositories(scratch), kind, 0);
            entries.add("{\"name\":\"%s\",\"repo\":\"repositories/%s\",\"service\":\"PingService\"}"
                    .formatted(kind.key(), kind.key()));
        }
        Files.writeString(registry, "[" + String.join(",", entries) + "]");
        return Orka.open(OrkaHome.of(scratch.directory().resolve("home")), registry);
    }

    private static Path repositories(Scratch scratch) throws IOException {
        return scratch.directory("repositories");
    }

    private static List<Change> orka(Orka host, Scratch scratch) throws IOException {
        List<Change> changes = new ArrayList<>();
        for (OrkaChange.Kind kind : OrkaChange.Kind.values()) {
            changes.add(new OrkaChange(host, kind, repositories(scratch)));
        }
        return changes;
    }

    private static List<Change> pf4j(Installations installations, Scratch scratch, Effort effort) throws Exception {
        List<Change> changes = new ArrayList<>();
        for (boolean libraries : effort.equals(Effort.SMOKE) ? List.of(false) : LIBRARIES) {
            Path directory = scratch.directory("pf4j-" + libraries);
            changes.add(new Pf4jChange(libraries, directory, HostJars.in(scratch.directory()), maven(installations)));
        }
        return changes;
    }

    private static List<Change> karaf(
            Installations installations, Scratch scratch, KarafContainer karaf, MeasuredProcess process)
            throws Exception {
        List<Change> changes = new ArrayList<>();
        for (boolean libraries : LIBRARIES) {
            Path project = scratch.directory("karaf-" + libraries);
            List<Path> jars = HostJars.in(scratch.directory());
            changes.add(new KarafChange(libraries, karaf, process, project, jars, maven(installations)));
        }
        return changes;
    }

    private static ForkedMaven maven(Installations installations) {
        return new ForkedMaven(installations.distribution().resolve("maven"));
    }

    private static List<Goal> goals(Scores scores) {
        List<Goal> goals = new ArrayList<>();
        for (OrkaChange.Kind kind : OrkaChange.Kind.values()) {
            double median = scores.median(kind.who);
            goals.add(Goal.atMost(kind.who, median, kind.limit, "ms"));
            ratio(kind, Pf4jChange.who(kind.libraries), OVER_PF4J, scores).ifPresent(goals::add);
            ratio(kind, KarafChange.who(kind.libraries), OVER_KARAF, scores).ifPresent(goals::add);
        }
        return goals;
    }

    private static Optional<Goal> ratio(OrkaChange.Kind kind, String peer, double limit, Scores scores) {
        return scores.has(peer)
                ? Optional.of(Goal.atLeast(
                        kind.who + ", faster than " + peer, scores.median(peer) / scores.median(kind.who), limit, "×"))
                : Optional.empty();
    }

    private static List<String> notes(Installations installations) {
        String karaf = installations.karaf().isPresent() ? "" : " Karaf was not measured.";
        return List.of(
                "All plugins return their version. The measured time ends with a response of the new version. For Orka"
                        + " it begins after the commit and contains the fetch from the repository on the same disk. For"
                        + " the others it begins with Maven in the author's directory. Host, build worker and caches"
                        + " are warm, and nothing is downloaded.",
                "Forked Maven is Maven " + Peers.MAVEN
                        + ", as in Orka's build worker, run with mvn -q -o package. PF4J loads the plugin from a"
                        + " directory. Karaf loads a bundle from deploy, which it scans every second by default."
                        + karaf);
    }
}
