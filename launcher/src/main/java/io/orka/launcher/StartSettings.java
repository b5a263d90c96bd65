package io.orka.launcher;

import io.orka.registry.HostSettings;
import io.orka.registry.InvalidSettings;
import io.orka.registry.SettingsFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings that a host starts with. */
final class StartSettings {

    private static final Logger LOG = LoggerFactory.getLogger(StartSettings.class);

    private StartSettings() {}

    /** A mistake in the settings must not keep the host down: it is reported, and the last valid settings are used. */
    static HostSettings read(OrkaHome home) {
        HomeCustody.warn(home);
        HostSettings read = file(home).readForStart();
        InvalidSettings problem = read.problem();
        if (problem != null) {
            LOG.error(
                    "The host starts with its last valid settings, or the defaults; orka:settings shows them. {}",
                    problem.line());
        }
        return read;
    }

    /** Those that a host would start with; nothing is written. */
    static HostSettings peek(OrkaHome home) {
        return file(home).peekForStart();
    }

    private static SettingsFile file(OrkaHome home) {
        return new SettingsFile(home.settingsFile(), home.lastSettings(), System.getenv());
    }
}
