package io.orka.checkout;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit sees of this machine: no configuration of the user or the system, and no variable that steers git.
 *
 * <p>Otherwise a filter, a hooks directory or an ssh program named there would run.
 */
final class IsolatedGit extends SystemReader.Delegate {

    private static final IsolatedGit ONLY = new IsolatedGit(SystemReader.getInstance());

    private IsolatedGit(SystemReader machine) {
        super(machine);
    }

    /** Installs it for the process; cheap when it is installed already. */
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

    /** A configuration file that is always empty and never written. */
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
            // nobody's file is changed
        }

        /**
         * How fine the file system's clock is. Left alone, JGit would measure it for seconds and write probes for that
         * into the repositories, also into those that only are read. Ten ticks of a usual kernel are on the safe side.
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
