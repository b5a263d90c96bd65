package io.orka.process;

/** The location of a failure as reported by a process: a stack trace of its language, or its last output. */
final class RemoteStack extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 20_000;

    RemoteStack(String text) {
        super(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…", null, false, false);
    }
}
