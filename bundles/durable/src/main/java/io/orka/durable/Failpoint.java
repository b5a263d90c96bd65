package io.orka.durable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * A place where a test can make Orka crash, fail or wait: each write, flush, rename and deletion of what must survive,
 * and each stage of a plugin.
 *
 * <p>All of them do nothing unless the JVM was started with the system property {@code orka.failpoints}. It holds
 * {@code on}, or a plan: {@code lock.rename=crash,store.flush=throw:2,stage.wrapping=delay:500}. {@code crash} ends the
 * JVM as SIGKILL would, {@code throw} is a full disk, {@code eio} a broken one; the number behind them says at which hit,
 * 1 when it is not there. {@code delay} waits that many milliseconds at each hit. With {@code orka.failpoints.trace=FILE} the name of
 * each point is appended to the file when it is hit.
 */
public enum Failpoint {
    /** Before the new lock's bytes are written. */
    LOCK_WRITE,
    /** Before the new lock is on the disk. */
    LOCK_FLUSH,
    /** Before the new lock takes the old one's place. */
    LOCK_RENAME,
    /** Before the new lock's name is on the disk. */
    LOCK_FLUSH_DIRECTORY,
    /** Before a lock that did not come about is deleted. */
    LOCK_DELETE,
    /** Before the new registry's bytes are written. */
    REGISTRY_WRITE,
    /** Before the new registry is on the disk. */
    REGISTRY_FLUSH,
    /** Before the new registry takes the old one's place. */
    REGISTRY_RENAME,
    /** Before the new registry's name is on the disk. */
    REGISTRY_FLUSH_DIRECTORY,
    /** Before a registry that did not come about is deleted. */
    REGISTRY_DELETE,
    /** Before what a running host tells about itself is written. */
    RUN_WRITE,
    /** Before what a running host tells about itself is on the disk. */
    RUN_FLUSH,
    /** Before what a running host tells about itself takes the place of what the last one told. */
    RUN_RENAME,
    /** Before the name of what a running host tells about itself is on the disk. */
    RUN_FLUSH_DIRECTORY,
    /** Before what a running host would have told about itself is deleted. */
    RUN_DELETE,
    /** Before each file of what earlier lives of a host left, and nobody reads again, is deleted. */
    RUN_SWEEP,
    /** Before each file or directory of a clone is written. */
    CLONE_WRITE,
    /** Before each file of git's data is on the disk. */
    CLONE_FLUSH,
    /** Before the old clone leaves its place. */
    CLONE_ASIDE,
    /** Before the new clone takes its place. */
    CLONE_RENAME,
    /** Before the clone's name is on the disk. */
    CLONE_FLUSH_DIRECTORY,
    /** Before each file or directory of a clone is deleted. */
    CLONE_DELETE,
    /** Before each file of a bundle in the making is written. */
    STAGING_WRITE,
    /** Before each file of a bundle that did not come about, or is stored already, is deleted. */
    STAGING_DELETE,
    /** Before each file of a bundle is on the disk. */
    STORE_FLUSH,
    /** Before a bundle appears in the store. */
    STORE_RENAME,
    /** Before a bundle's name is on the disk. */
    STORE_FLUSH_DIRECTORY,
    /** Before a damaged bundle is set aside. */
    STORE_ASIDE,
    /** Before a bundle leaves the store. */
    STORE_REMOVE,
    /** Before each file of a bundle that left the store is deleted. */
    STORE_DELETE,
    /** Before a plugin's repository is fetched. */
    STAGE_CLONING,
    /** Before a plugin is built. */
    STAGE_BUILDING,
    /** Before a plugin's bundle is made and stored. */
    STAGE_WRAPPING,
    /** Before a plugin's bundle is installed and its class constructed. */
    STAGE_STARTING;

    private final String label =
            name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');

    /**
     * The name in a plan and in a trace.
     *
     * @return such as {@code lock.flush-directory}
     */
    public String label() {
        return label;
    }

    /**
     * Passes this point, as a rule.
     *
     * @throws IOException when the plan says so
     */
    public void hit() throws IOException {
        if (FailpointPlan.ON) {
            FailpointPlan.hit(this);
        }
    }

    /**
     * Passes this point where nothing is read or written.
     *
     * @throws UncheckedIOException when the plan says so
     */
    public void pass() {
        try {
            hit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds to the plan, for a test within this JVM.
     *
     * @param plan in the form of the system property
     * @return closing it takes this part of the plan away again
     * @throws IllegalStateException when the JVM was started without {@code orka.failpoints}
     * @throws IllegalArgumentException when the text is no plan
     */
    public static Armed arm(String plan) {
        return FailpointPlan.arm(plan);
    }

    /** A part of the plan that a test can take away. */
    public interface Armed extends AutoCloseable {

        /**
         * How often its points were passed since it was armed.
         *
         * @return 0 when nothing could have broken
         */
        long hits();

        /** Takes it away. */
        @Override
        void close();
    }
}
