package io.orka.plugins;

/** Formats commits for messages. */
final class Commits {

    private static final int BRIEF = 7;

    private Commits() {}

    static String brief(String commit) {
        return commit.substring(0, Math.min(BRIEF, commit.length()));
    }
}
