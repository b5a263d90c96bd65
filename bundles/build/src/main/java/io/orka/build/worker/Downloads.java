package io.orka.build.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.maven.cli.transfer.Slf4jMavenTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports each download to the host, and logs the number of files. Maven itself logs failed downloads. */
final class Downloads extends Slf4jMavenTransferListener {

    private static final Logger log = LoggerFactory.getLogger(Downloads.class);

    private final Wire wire;
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Downloads(Wire wire) {
        this.wire = wire;
    }

    @Override
    public void transferInitiated(TransferEvent event) {
        String name = event.getResource().getResourceName();
        try {
            wire.send(new Message.Step("downloading " + name.substring(name.lastIndexOf('/') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("the host has ended", e);
        }
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        files.incrementAndGet();
        bytes.addAndGet(event.getTransferredBytes());
    }

    /** Logs the downloads since the last call, if any. */
    void summarize() {
        int count = files.getAndSet(0);
        long size = bytes.getAndSet(0);
        if (count > 0) {
            log.info("Downloaded {} files, {} kB", count, (size + 1023) / 1024);
        }
    }
}
