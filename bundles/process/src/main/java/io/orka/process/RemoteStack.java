package io.orka.process;

/**
 * The location of a failure in a process: a stack trace in the plugin's language, or the last output of the process.
 */
final class RemoteStack extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 20_000;

    RemoteStack(String text) {
        super(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…", null, false, false);
    }
}
