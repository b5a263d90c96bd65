package io.orka.checkout;

import org.eclipse.jgit.lib.ProgressMonitor;

/** Reports JGit's progress, at most ten times a second and once at the end of each phase. */
final class FetchMonitor implements ProgressMonitor {

    private static final long PAUSE_NANOS = 100_000_000;

    private final FetchProgress progress;
    private String phase = "";
    private long done;
    private long total;
    private long lastTold;

    FetchMonitor(FetchProgress progress) {
        this.progress = progress;
    }

    @Override
    public void start(int totalTasks) {}

    @Override
    public void beginTask(String title, int totalWork) {
        phase = title;
        done = 0;
        total = totalWork;
        lastTold = System.nanoTime() - PAUSE_NANOS;
    }

    @Override
    public void update(int completed) {
        done += completed;
        if (System.nanoTime() - lastTold >= PAUSE_NANOS) {
            tell();
        }
    }

    @Override
    public void endTask() {
        tell();
    }

    private void tell() {
        lastTold = System.nanoTime();
        progress.update(phase, done, total);
    }

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public void showDuration(boolean enabled) {}
}
