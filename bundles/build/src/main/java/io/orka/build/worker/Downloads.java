package io.orka.build.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.maven.cli.transfer.Slf4jMavenTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Logs downloads as Maven's own command line does, and tells the host which file is on its way. */
final class Downloads extends Slf4jMavenTransferListener {

    private final Wire wire;

    Downloads(Wire wire) {
        this.wire = wire;
    }

    @Override
    public void transferInitiated(TransferEvent event) {
        super.transferInitiated(event);
        String name = event.getResource().getResourceName();
        try {
            wire.send(new Message.Step("downloading " + name.substring(name.lastIndexOf('/') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("the host is gone", e);
        }
    }
}
