package io.orka.durable;

/** A kind of file that is always replaced as a whole, with the failpoints of the replacement. */
public enum Written {
    /** {@code plugins.lock.json}. */
    LOCK(
            Failpoint.LOCK_WRITE,
            Failpoint.LOCK_FLUSH,
            Failpoint.LOCK_RENAME,
            Failpoint.LOCK_FLUSH_DIRECTORY,
            Failpoint.LOCK_DELETE),
    /** {@code plugins.json}. */
    REGISTRY(
            Failpoint.REGISTRY_WRITE,
            Failpoint.REGISTRY_FLUSH,
            Failpoint.REGISTRY_RENAME,
            Failpoint.REGISTRY_FLUSH_DIRECTORY,
            Failpoint.REGISTRY_DELETE),
    /** The run file, which describes the running host. */
    RUN_FILE(
            Failpoint.RUN_WRITE,
            Failpoint.RUN_FLUSH,
            Failpoint.RUN_RENAME,
            Failpoint.RUN_FLUSH_DIRECTORY,
            Failpoint.RUN_DELETE);

    final Failpoint write;
    final Failpoint flush;
    final Failpoint rename;
    final Failpoint flushDirectory;
    final Failpoint delete;

    Written(Failpoint write, Failpoint flush, Failpoint rename, Failpoint flushDirectory, Failpoint delete) {
        this.write = write;
        this.flush = flush;
        this.rename = rename;
        this.flushDirectory = flushDirectory;
        this.delete = delete;
    }
}
