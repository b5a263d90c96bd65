package io.orka.durable;

/** A file that is only ever replaced as a whole, with the points its replacement passes. */
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
    /** What a running host tells about itself. */
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
