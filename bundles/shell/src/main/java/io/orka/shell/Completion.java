package io.orka.shell;

import io.orka.engine.EngineBundles;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.Plugins;
import io.orka.registry.PluginConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands and the arguments of {@code orka} commands. */
final class Completion implements Completer {

    private final CommandSession session;
    private final Plugins plugins;
    private final EngineBundles engine;
    private final List<Command> commands;

    Completion(CommandSession session, Plugins plugins, EngineBundles engine, List<Command> commands) {
        this.session = session;
        this.plugins = plugins;
        this.engine = engine;
        this.commands = List.copyOf(commands);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            commandNames().forEach(name -> candidates.add(new Candidate(name)));
            return;
        }
        String name = line.words().get(0);
        String bare = name.startsWith("orka:") ? name.substring("orka:".length()) : name;
        for (Command command : commands) {
            if (command.usage().name().equals(bare)) {
                offer(command, line, candidates);
            }
        }
    }

    private void offer(Command command, ParsedLine line, List<Candidate> candidates) {
        List<Slot> slots = command.usage().slots();
        List<String> words = line.words().subList(1, line.words().size());
        int at = line.wordIndex() - 1;
        if (at >= slots.size()) {
            command.usage().flags().forEach(flag -> candidates.add(new Candidate(flag)));
        }
        if (slots.isEmpty()) {
            return;
        }
        Slot last = slots.get(slots.size() - 1);
        if (at < slots.size() || last == Slot.ARGUMENT) {
            Slot slot = slots.get(Math.min(at, slots.size() - 1));
            for (String text : texts(slot, words)) {
                // a text that ends in = is not a complete word yet
                candidates.add(new Candidate(text, text, null, null, null, null, !text.endsWith("=")));
            }
        }
    }

    private Set<String> texts(Slot slot, List<String> words) {
        Set<String> texts = new LinkedHashSet<>();
        switch (slot) {
            case NAME -> keys().forEach(key -> texts.add(key.name()));
            case KEY -> keys().forEach(key -> texts.add(key.toString()));
            case PLUGIN ->
                keys().forEach(key -> {
                    texts.add(key.name());
                    texts.add(key.toString());
                });
            case EXPLAINED -> {
                texts.addAll(texts(Slot.PLUGIN, words));
                engine.bundles().forEach(bundle -> texts.add(bundle.name()));
            }
            case VERSION -> {
                String name = PluginKey.parse(words.get(0)).name();
                keys().stream()
                        .filter(key -> key.name().equals(name))
                        .map(PluginKey::version)
                        .filter(Objects::nonNull)
                        .forEach(texts::add);
            }
            case METHOD -> texts.addAll(methods(words.get(0)).keySet());
            case ARGUMENT -> {
                PluginConfig.Method method = methods(words.get(0)).get(words.get(1));
                if (method != null) {
                    method.args().forEach(field -> texts.add(field.name() + "="));
                }
                texts.add("--args");
            }
            case TOPIC -> {
                commands.forEach(command -> texts.add(command.usage().name()));
                if (ErrorPage.isCode(words.get(0))) {
                    texts.addAll(ErrorPage.carried().codes());
                }
            }
            case FREE -> {
                // no candidates
            }
        }
        return texts;
    }

    private List<PluginKey> keys() {
        return plugins.list().stream().map(PluginStatus::key).toList();
    }

    private Map<String, PluginConfig.Method> methods(String plugin) {
        try {
            return plugins.config(plugin).methods();
        } catch (OrkaFailure unknown) {
            return Map.of();
        }
    }

    private Set<String> commandNames() {
        Set<String> names = new TreeSet<>(Set.of("exit"));
        commands.forEach(command -> names.add(command.usage().name()));
        names.addAll(Gogo.commands(session));
        return names;
    }
}
