package io.orka.process;

/** Where a process failed, in its own words: a stack trace of its language, or its last lines. */
final class RemoteStack extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 20_000;

    RemoteStack(String text) {
        super(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…", null, false, false);
    }
}
