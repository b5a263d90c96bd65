package io.orka.launcher;

import io.orka.registry.OpenToOthers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rejects a home directory in which other users could place plugins or engine bundles, which run with the host's
 * rights.
 */
final class HomeCustody {

    private static final Logger LOG = LoggerFactory.getLogger(HomeCustody.class);

    private HomeCustody() {}

    /**
     * Checks the directories of plugins and engine bundles, and the credentials.
     *
     * @throws HostFailure if other users can write to one of these directories, or can read the credentials
     */
    static void check(OrkaHome home) throws IOException {
        refuse(home.directory(), OpenToOthers.replaceable(home.directory()));
        for (Path trusted : List.of(home.directory(), home.engineBundles(), home.store(), home.plugins(), home.run())) {
            refuse(trusted, OpenToOthers.writable(trusted));
        }
        refuse(home.credentials(), OpenToOthers.readable(home.credentials()));
    }

    /**
     * Warns if other users can write to {@code config}, which lists the plugins. The operator may allow this access.
     */
    static void warn(OrkaHome home) {
        try {
            for (Path configured : List.of(home.config(), home.settingsFile())) {
                Optional<OpenToOthers> open = OpenToOthers.writable(configured);
                if (open.isPresent()) {
                    LOG.warn(
                            "{}; if this is not intended, run '{}'",
                            open.get().reason(),
                            open.get().remedy());
                }
            }
        } catch (IOException e) {
            LOG.warn("cannot check who may write to {}: {}", home.config(), e.toString());
        }
    }

    private static void refuse(Path path, Optional<OpenToOthers> open) {
        if (open.isPresent()) {
            HostFailure failure = HostFailure.openToOthers(path, open.get());
            if (!OpenToOthers.isTrusted()) {
                throw failure;
            }
            LOG.warn("{} is set, so the host starts nevertheless. {}", OpenToOthers.TRUSTED, failure.line());
        }
    }
}
