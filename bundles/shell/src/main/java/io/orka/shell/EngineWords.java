package io.orka.shell;

import io.orka.engine.EngineBundle;
import io.orka.engine.EngineBundles;
import io.orka.engine.EngineComponent;
import io.orka.engine.EngineFailure;
import io.orka.engine.EngineState;
import io.orka.identity.OrkaFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prints the state of engine bundles. */
final class EngineWords {

    private EngineWords() {}

    /** Prints the table of all engine bundles, and a line for each failure. */
    static void printAll(EngineBundles engine, Instant now, Console console) {
        List<EngineBundle> bundles = engine.bundles();
        if (bundles.isEmpty()) {
            console.println("No engine bundles. Put jar files into the directory bundles of the home directory.");
        } else {
            console.print(EngineTable.of(bundles, now));
        }
        failures(engine).forEach(line -> console.println(Tint.RED, line));
        bundles.stream()
                .filter(bundle -> !bundle.note().isEmpty())
                .forEach(bundle -> console.println(Tint.YELLOW, bundle.name() + ": " + bundle.note() + "."));
    }

    /** Returns one line for each failure of a bundle or a configuration file. */
    static List<String> failures(EngineBundles engine) {
        List<String> lines = new ArrayList<>();
        for (EngineBundle bundle : engine.bundles()) {
            if (bundle.failure() != null) {
                lines.add(bundle.name() + " ENGINE " + FailureLine.of(bundle.failure()));
            }
        }
        for (OrkaFailure failure : engine.configurationFailures()) {
            lines.add("config ENGINE " + FailureLine.of(failure));
        }
        return lines;
    }

    /** Explains the state of a bundle. */
    static void printWhy(EngineBundle bundle, Instant now, Console console) {
        EngineFailure failure = bundle.failure();
        if (failure != null) {
            console.println(Tint.RED, bundle.name() + " ENGINE " + FailureLine.of(failure));
            console.println("  cause          " + failure.reason());
            console.println("  what to do     " + failure.remedy());
            console.println("  next try       when the file changes, or when you run orka:engine update");
        } else {
            console.println(
                    Tint.of(bundle.state()), bundle.name() + " is " + bundle.state() + ". " + meaning(bundle.state()));
        }
        if (!bundle.note().isEmpty()) {
            console.println(Tint.YELLOW, "  note           " + bundle.note());
        }
        console.println("  file           " + bundle.file() + ", version "
                + (bundle.version().isEmpty() ? "unknown" : bundle.version()) + ", for "
                + Times.age(Duration.between(bundle.since(), now)));
        for (EngineComponent component : bundle.components()) {
            console.println(
                    component.state() == EngineComponent.State.FAILED ? Tint.RED : Tint.PLAIN,
                    "  component      " + component.name() + " " + component.state()
                            + (component.detail().isEmpty() ? "" : ": " + component.detail()));
        }
        if (failure != null) {
            console.println(WhyWords.more(failure.code()));
        }
    }

    private static String meaning(EngineState state) {
        return switch (state) {
            case STARTING -> "Its activator is starting.";
            case ACTIVE -> "It is running.";
            case STOPPING -> "Its activator is stopping.";
            case STOPPED -> "It is installed but not running.";
            case FAILED -> "It, or one of its components, is not running.";
        };
    }
}
