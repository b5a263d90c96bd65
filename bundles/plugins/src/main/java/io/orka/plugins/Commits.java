package io.orka.plugins;

/** How commits are written for people. */
final class Commits {

    private static final int BRIEF = 7;

    private Commits() {}

    static String brief(String commit) {
        return commit.substring(0, Math.min(BRIEF, commit.length()));
    }
}
