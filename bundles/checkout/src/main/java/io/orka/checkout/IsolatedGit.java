package io.orka.checkout;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Isolates JGit from the Git configuration of the user, the system and the environment.
 *
 * <p>Without this isolation, filters, hooks or SSH programs in the configuration would run.
 */
final class IsolatedGit extends SystemReader.Delegate {

    private static final IsolatedGit ONLY = new IsolatedGit(SystemReader.getInstance());

    private IsolatedGit(SystemReader machine) {
        super(machine);
    }

    /** Installs this isolation for the process. A further call does nothing. */
    static void install() {
        if (SystemReader.getInstance() != ONLY) {
            SystemReader.setInstance(ONLY);
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public @Nullable Path getXdgConfigDirectory(FS fs) {
        return null;
    }

    @Override
    public @Nullable Path getXdgCacheDirectory(FS fs) {
        return null;
    }

    /** An empty configuration that is never written. */
    private static final class NoConfig extends FileBasedConfig {

        NoConfig(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // the configuration is empty
        }

        @Override
        public void save() {
            // no file is changed
        }

        /**
         * Returns a fixed resolution of the file system's clock: ten ticks of a usual kernel, which is a safe value. By
         * default JGit measures the resolution for seconds, and writes probe files even into repositories that are only
         * read.
         */
        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long fallback, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(100, TimeUnit.MILLISECONDS)
                    : super.getTimeUnit(section, subsection, name, fallback, unit);
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
