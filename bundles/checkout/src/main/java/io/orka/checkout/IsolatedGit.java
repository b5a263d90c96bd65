package io.orka.checkout;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Isolates JGit from this machine: no configuration of the user or the system, and no variables that configure Git.
 *
 * <p>Otherwise filters, hooks or SSH programs in that configuration would run.
 */
final class IsolatedGit extends SystemReader.Delegate {

    private static final IsolatedGit ONLY = new IsolatedGit(SystemReader.getInstance());

    private IsolatedGit(SystemReader machine) {
        super(machine);
    }

    /** Installs this isolation for the process; cheap when it is already installed. */
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
            // there is nothing to read
        }

        @Override
        public void save() {
            // no file is changed
        }

        /**
         * The resolution of the file system's clock. By default JGit measures it for seconds and writes probe files
         * into the repositories, even if they are only read. Ten ticks of a usual kernel are a safe value.
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
