package io.orka.shell;

import io.orka.engine.EngineBundles;
import io.orka.engine.EngineChange;
import java.time.Clock;
import java.util.List;

/** {@code orka:engine}. */
record EngineCommand(EngineBundles engine, Clock clock) implements Command {

    private static final Usage USAGE = new Usage(
                    "engine", "[update] [--json]", "List the engine bundles and their state.", Slot.FREE)
            .argument("update", "First check the bundles directory for new, changed and deleted jar files.")
            .argument("--json", "Print JSON.")
            .example("orka:engine")
            .example("orka:engine update");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        Words read = Words.read(USAGE, words, 0, 1);
        if (!read.plain().isEmpty()) {
            if (!read.plain().get(0).equals("update")) {
                throw USAGE.wrong("unknown word '" + read.plain().get(0) + "'");
            }
            List<EngineChange> changes = engine.update();
            if (!read.json()) {
                changes.forEach(change -> console.println(change.file() + ": " + change.words()));
            }
        }
        if (read.json()) {
            console.prettyJson(EngineJson.of(engine));
        } else {
            EngineWords.printAll(engine, clock.instant(), console);
        }
        if (!read.plain().isEmpty() && !EngineWords.failures(engine).isEmpty()) {
            throw new CommandFailed();
        }
    }
}
