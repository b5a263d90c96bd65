package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import io.orka.durable.Failpoint;
import io.orka.identity.PluginKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the stages of plugins, measures their durations, and shows their progress on the board. Safe for use by multiple
 * threads.
 */
final class StageRunner {

    private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

    private final StatusBoard board;

    StageRunner(StatusBoard board) {
        this.board = requireNonNull(board, "board is null");
    }

    /** Runs one stage of a plugin; each exception or error becomes the plugin's failure and a {@link StageFailed}. */
    <T> T run(PluginKey key, PluginState stage, Supplier<T> step) {
        long start = begin(key, stage);
        T result;
        try {
            passFailpoint(stage);
            result = step.get();
        } catch (Throwable e) {
            throw board.failed(key, stage, e);
        }
        LOG.info("{} {} {} ms", key, stage, passed(key, stage, start).toMillis());
        return result;
    }

    /** Runs one asynchronous stage of a plugin; a success is not logged. */
    <T> CompletableFuture<T> runLater(PluginKey key, PluginState stage, Supplier<CompletableFuture<T>> step) {
        long start = begin(key, stage);
        return CompletableFuture.completedFuture(step)
                .thenCompose(given -> {
                    passFailpoint(stage);
                    return given.get();
                })
                .handle((result, thrown) -> {
                    if (thrown != null) {
                        throw board.failed(key, stage, StageFailed.causeOf(thrown));
                    }
                    Duration unused = passed(key, stage, start);
                    return result;
                });
    }

    private long begin(PluginKey key, PluginState stage) {
        board.enter(key, stage);
        return System.nanoTime();
    }

    private Duration passed(PluginKey key, PluginState stage, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        board.passed(key, new StageTime(stage, took));
        return took;
    }

    private static void passFailpoint(PluginState stage) {
        switch (stage) {
            case CLONING -> Failpoint.STAGE_CLONING.pass();
            case BUILDING -> Failpoint.STAGE_BUILDING.pass();
            case WRAPPING -> Failpoint.STAGE_WRAPPING.pass();
            case STARTING -> Failpoint.STAGE_STARTING.pass();
            default -> throw new IllegalArgumentException(stage + " is not a stage");
        }
    }
}
