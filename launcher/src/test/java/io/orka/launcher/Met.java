package io.orka.launcher;

import io.orka.identity.PluginKey;

/**
 * A failed call, or an empty reference, as a caller found it. Times are those of {@link System#nanoTime()}.
 *
 * @param kind {@code failed} or {@code absent}
 * @param where the caller, such as a component
 * @param plugin the key of the plugin whose call failed
 * @param words the code and the message, or the name of the empty reference
 * @param begun when the call began
 * @param ended when the call ended
 */
record Met(String kind, String where, String plugin, String words, long begun, long ended) {

    static Met of(Told told) {
        return new Met(
                told.string("kind"),
                told.string("where"),
                told.string("plugin"),
                told.string("words"),
                told.number("begun"),
                told.number("ended"));
    }

    boolean absent() {
        return kind.equals("absent");
    }

    boolean code(String code) {
        return words.startsWith(code + " ");
    }

    /** Returns the empty reference, with its component. */
    String reference() {
        return where + "#" + words;
    }

    String name() {
        return PluginKey.parse(plugin).name();
    }

    @Override
    public String toString() {
        return "%s: %s %s %s".formatted(where, kind, plugin, words);
    }
}
