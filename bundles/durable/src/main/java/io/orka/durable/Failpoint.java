package io.orka.durable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * A point in the code at which a test can make Orka crash, fail or wait. Each write, flush, rename and deletion of data
 * that must survive a crash has a failpoint, and each stage of a plugin.
 *
 * <p>Failpoints do nothing unless the JVM was started with the system property {@code orka.failpoints}. Its value is
 * {@code on}, or a plan: {@code lock.rename=crash,store.flush=throw:2,stage.wrapping=delay:500}. {@code crash} kills
 * the JVM like SIGKILL, {@code throw} simulates a full disk, and {@code eio} an I/O error. The number after the colon
 * is the hit at which the action happens, by default the first hit. {@code delay} waits the given number of
 * milliseconds at each hit. With {@code orka.failpoints.trace=FILE}, the name of each failpoint is appended to the file
 * when the failpoint is hit.
 */
public enum Failpoint {
    /** Before the new lock's bytes are written. */
    LOCK_WRITE,
    /** Before the new lock is flushed to the disk. */
    LOCK_FLUSH,
    /** Before the new lock replaces the old one. */
    LOCK_RENAME,
    /** Before the directory entry of the new lock is flushed. */
    LOCK_FLUSH_DIRECTORY,
    /** Before an unfinished lock is deleted. */
    LOCK_DELETE,
    /** Before the new registry's bytes are written. */
    REGISTRY_WRITE,
    /** Before the new registry is flushed to the disk. */
    REGISTRY_FLUSH,
    /** Before the new registry replaces the old one. */
    REGISTRY_RENAME,
    /** Before the directory entry of the new registry is flushed. */
    REGISTRY_FLUSH_DIRECTORY,
    /** Before an unfinished registry is deleted. */
    REGISTRY_DELETE,
    /** Before the run file's bytes are written. */
    RUN_WRITE,
    /** Before the run file is flushed to the disk. */
    RUN_FLUSH,
    /** Before the new run file replaces the old one. */
    RUN_RENAME,
    /** Before the directory entry of the run file is flushed. */
    RUN_FLUSH_DIRECTORY,
    /** Before an unfinished run file is deleted. */
    RUN_DELETE,
    /** Before each obsolete file of an earlier host process is deleted. */
    RUN_SWEEP,
    /** Before each file or directory of a clone is written. */
    CLONE_WRITE,
    /** Before each file of Git's data is flushed to the disk. */
    CLONE_FLUSH,
    /** Before the old clone is moved away. */
    CLONE_ASIDE,
    /** Before the new clone is moved into place. */
    CLONE_RENAME,
    /** Before the directory entry of the clone is flushed. */
    CLONE_FLUSH_DIRECTORY,
    /** Before each file or directory of a clone is deleted. */
    CLONE_DELETE,
    /** Before each file of a new bundle is written. */
    STAGING_WRITE,
    /** Before each file of an unfinished or already stored bundle is deleted. */
    STAGING_DELETE,
    /** Before each file of a bundle is flushed to the disk. */
    STORE_FLUSH,
    /** Before a bundle appears in the store. */
    STORE_RENAME,
    /** Before the directory entry of a bundle is flushed. */
    STORE_FLUSH_DIRECTORY,
    /** Before a damaged bundle is set aside. */
    STORE_ASIDE,
    /** Before a bundle is moved out of the store. */
    STORE_REMOVE,
    /** Before each file of a removed bundle is deleted. */
    STORE_DELETE,
    /** Before a plugin's repository is fetched. */
    STAGE_CLONING,
    /** Before a plugin is built. */
    STAGE_BUILDING,
    /** Before a plugin's bundle is created and stored. */
    STAGE_WRAPPING,
    /** Before a plugin's bundle is installed and its class constructed. */
    STAGE_STARTING;

    private final String label =
            name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');

    /**
     * Returns the name of this point in a plan and in a trace.
     *
     * @return a name such as {@code lock.flush-directory}
     */
    public String label() {
        return label;
    }

    /**
     * Passes this point. Does nothing if the plan does not contain this point.
     *
     * @throws IOException when the plan contains {@code throw} or {@code eio} for this hit
     */
    public void hit() throws IOException {
        if (FailpointPlan.ON) {
            FailpointPlan.hit(this);
        }
    }

    /**
     * Passes this point in code that does no I/O.
     *
     * @throws UncheckedIOException when the plan contains {@code throw} or {@code eio} for this hit
     */
    public void pass() {
        try {
            hit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds rules to the plan, for a test in this JVM.
     *
     * @param plan the rules, in the form of the system property
     * @return a handle that removes these rules when it is closed
     * @throws IllegalStateException when the JVM was started without {@code orka.failpoints}
     * @throws IllegalArgumentException when the string is not a valid plan
     */
    public static Armed arm(String plan) {
        return FailpointPlan.arm(plan);
    }

    /** A part of the plan that a test can remove. */
    public interface Armed extends AutoCloseable {

        /**
         * Returns the number of times that the points of this part were passed.
         *
         * @return 0 when no point was passed
         */
        long hits();

        /** Removes this part of the plan. */
        @Override
        void close();
    }
}
