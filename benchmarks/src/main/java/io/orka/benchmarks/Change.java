package io.orka.benchmarks;

/** A container that runs while its plugin's author changes the plugin. */
interface Change {

    /** What it is called in the results. */
    String who();

    /** Writes and commits a version; not timed. */
    void write(int version) throws Exception;

    /** Brings that version to where it answers a call, and returns when it has answered; timed. */
    void bring(int version) throws Exception;
}
