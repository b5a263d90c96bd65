package io.orka.benchmarks;

/** A running container whose plugin's author changes the plugin. */
interface Change {

    /** Returns the contestant's name in the results. */
    String who();

    /** Writes and commits a version. The time is not measured. */
    void write(int version) throws Exception;

    /** Deploys the version and returns after its first response. The time is measured. */
    void bring(int version) throws Exception;
}
