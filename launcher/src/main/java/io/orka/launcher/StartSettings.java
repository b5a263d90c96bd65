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

    /** Reads the settings. Invalid settings are reported, and the host starts with the last valid settings. */
    static HostSettings read(OrkaHome home) {
        HomeCustody.warn(home);
        HostSettings read = file(home).readForStart();
        InvalidSettings problem = read.problem();
        if (problem != null) {
            LOG.error(
                    "Starting with the last valid settings or the defaults; run orka:settings to see them. {}",
                    problem.line());
        }
        return read;
    }

    /** Returns the settings that a host would start with, without changes on the disk. */
    static HostSettings peek(OrkaHome home) {
        return file(home).peekForStart();
    }

    private static SettingsFile file(OrkaHome home) {
        return new SettingsFile(home.settingsFile(), home.lastSettings(), System.getenv());
    }
}
