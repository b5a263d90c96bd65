package io.orka.launcher;

import io.orka.registry.OpenToOthers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses a home in which other users could put what the host runs: its plugins and engine bundles have its rights. */
final class HomeCustody {

    private static final Logger LOG = LoggerFactory.getLogger(HomeCustody.class);

    private HomeCustody() {}

    /**
     * Looks at the directories that hold what runs, and at the credentials.
     *
     * @throws HostFailure when others can write there, or read the credentials
     */
    static void check(OrkaHome home) throws IOException {
        refuse(home.directory(), OpenToOthers.replaceable(home.directory()));
        for (Path trusted : List.of(home.directory(), home.engineBundles(), home.store(), home.plugins(), home.run())) {
            refuse(trusted, OpenToOthers.writable(trusted));
        }
        refuse(home.credentials(), OpenToOthers.readable(home.credentials()));
    }

    /** What is in {@code config} says what runs; who may write there is the operator's choice, and named at each start. */
    static void warn(OrkaHome home) {
        try {
            for (Path configured : List.of(home.config(), home.settingsFile())) {
                OpenToOthers.writable(configured)
                        .ifPresent(
                                open -> LOG.warn("{}; if that is not meant, type '{}'", open.reason(), open.remedy()));
            }
        } catch (IOException e) {
            LOG.warn("who may write to {} cannot be told: {}", home.config(), e.toString());
        }
    }

    private static void refuse(Path path, Optional<OpenToOthers> open) {
        if (open.isPresent()) {
            HostFailure failure = HostFailure.openToOthers(path, open.get());
            if (!OpenToOthers.isTrusted()) {
                throw failure;
            }
            LOG.warn("{}, so the host starts all the same. {}", OpenToOthers.TRUSTED, failure.line());
        }
    }
}
