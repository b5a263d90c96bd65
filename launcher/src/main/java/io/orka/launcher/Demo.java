package io.orka.launcher;

import io.orka.build.Builds;
import io.orka.checkout.LocalRepository;
import io.orka.deploy.PluginWorkers;
import io.orka.json.JsonText;
import io.orka.plugins.Report;
import io.orka.plugins.StageTime;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The demo: builds, calls and swaps plugins, and prints the time of each stage. */
final class Demo {

    private static final int CALLERS = 4;
    private static final int RELOADS = 20;

    private final DemoPlace place;
    private final PrintWriter out;
    private boolean good = true;

    Demo(DemoPlace place, PrintWriter out) {
        this.place = place;
        this.out = out;
    }

    /** Runs the demo; returns whether everything worked and no call was lost. */
    boolean run() throws IOException {
        say("1. Create Git repositories from the example plugins");
        LocalRepository hello = place.hello();
        LocalRepository llm = place.single("llm");
        LocalRepository telegram = place.single("telegram");
        List<LocalRepository> goPlugins = Builds.hasGo() ? List.of(place.single("hello-go")) : List.of();
        for (LocalRepository repository : Stream.concat(Stream.of(hello, llm, telegram), goPlugins.stream())
                .toList()) {
            say("   " + repository.directory());
        }
        if (goPlugins.isEmpty()) {
            say("   (Go is not installed: hello-go is skipped)");
        }
        place.register(registry(hello, llm, telegram, goPlugins));
        say("");
        say("2. Clone, build, wrap and start the plugins in " + place.registryFile());
        PluginWorkers.useInCommonPool();
        try (Orka orka = Orka.prepare(place.home(), place.registryFile())) {
            orka.serve();
            show(orka.plugins().apply());
            callThem(orka, !goPlugins.isEmpty());
            swap(orka);
            reload(orka, hello);
        }
        say("");
        say(
                good
                        ? "Done: everything worked."
                        : "Something failed: see " + place.home().logs());
        return good;
    }

    private void callThem(Orka orka, boolean go) {
        say("");
        say("3. Call the plugins");
        call(orka, "hello", new Request("HelloWorld", Map.of("name", "Ada")));
        call(orka, "llm", new Request("Ping"));
        if (go) {
            call(orka, "hello-go", new Request("HelloWorld", Map.of("name", "Ada")));
        }
    }

    private void swap(Orka orka) {
        say("");
        say("4. Swap hello to v0.2.0 while " + CALLERS + " threads call it");
        DemoLoad load = new DemoLoad(orka.service("hello"), CALLERS);
        try (load) {
            show(orka.plugins().swap("hello", "v0.2.0"));
            call(orka, "hello", new Request("HelloWorld", Map.of("name", "ada")));
        }
        say(String.format(Locale.ROOT, "   %,d calls answered, %d calls lost", load.answered(), load.lost()));
        load.firstFault().ifPresent(fault -> say("   the first lost call: " + fault));
        good &= load.lost() == 0 && load.answered() > 0;
    }

    private void reload(Orka orka, LocalRepository hello) {
        say("");
        say("5. Commit and reload: time from the commit to the first response of the new version");
        orka.plugins().add("hello-main", null, hello.directory().toString(), "HelloService");
        List<Duration> times = new ArrayList<>();
        Report last = new Report(List.of());
        for (int i = 1; i <= RELOADS; i++) {
            hello.commit("Change " + i);
            long start = System.nanoTime();
            last = orka.plugins().reload("hello-main");
            good &= last.ok()
                    && orka.call("hello-main", new Request("HelloWorld")).success();
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        Collections.sort(times);
        show(last);
        say(String.format(
                Locale.ROOT,
                "   %d reloads: median %d ms, fastest %d ms",
                RELOADS,
                times.get(RELOADS / 2).toMillis(),
                times.get(0).toMillis()));
    }

    private void call(Orka orka, String plugin, Request request) {
        Response response = orka.call(plugin, request);
        say("   " + plugin + " " + request.method() + " " + JsonText.write(request.args()) + " -> "
                + JsonText.write(response.data()));
        good &= response.success();
    }

    private void show(Report report) {
        for (Report.Item item : report.items()) {
            String stages = item.stages().stream().map(Demo::words).collect(Collectors.joining(", "));
            say("   " + item.key() + " " + item.text() + (stages.isEmpty() ? "" : " (" + stages + ")"));
            if (item.failure() != null) {
                say("   " + item.failure().code() + ": " + item.failure().reason() + ". "
                        + item.failure().remedy());
            }
        }
        good &= report.ok();
    }

    private static String words(StageTime stage) {
        String name = switch (stage.stage()) {
            case CLONING -> "clone";
            case BUILDING -> "build";
            case WRAPPING -> "wrap";
            case STARTING -> "start";
            case DRAINING -> "drain";
            default -> stage.stage().name().toLowerCase(Locale.ROOT);
        };
        return name + " " + stage.took().toMillis() + " ms";
    }

    private String registry(
            LocalRepository hello, LocalRepository llm, LocalRepository telegram, List<LocalRepository> goPlugins) {
        List<Map<String, Object>> entries = new ArrayList<>(List.of(
                entry("hello", hello, "HelloService"),
                entry("llm", llm, "LlmService"),
                entry("telegram", telegram, "TelegramPlugin")));
        goPlugins.forEach(repository -> entries.add(entry("hello-go", repository, "HelloGoService")));
        return JsonText.writePretty(entries) + "\n";
    }

    private static Map<String, Object> entry(String name, LocalRepository repository, String service) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("version", "v0.1.0");
        entry.put("repo", repository.directory().toString());
        entry.put("service", service);
        return entry;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
