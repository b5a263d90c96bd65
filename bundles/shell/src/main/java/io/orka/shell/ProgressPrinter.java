package io.orka.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orka.identity.PluginKey;
import io.orka.plugins.PluginListener;
import io.orka.plugins.PluginState;
import io.orka.plugins.PluginStatus;
import io.orka.plugins.StageTime;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints the progress of plugins: one line for each finished stage and each failure. On a terminal, moving lines below
 * show each plugin in progress. Safe for use by multiple threads.
 */
public final class ProgressPrinter implements PluginListener, AutoCloseable {

    private static final int NO_LIMIT = 4096;
    /** The maximum number of moving lines. Lines that have scrolled off the screen cannot be redrawn. */
    private static final int MOST_MOVING = 8;

    private final PrintStream out;
    private final boolean live;
    private final int width;
    private final Map<PluginKey, List<StageTime>> seen = new HashMap<>();
    private final Map<PluginKey, PluginState> states = new HashMap<>();
    private final Map<PluginKey, String> moving = new LinkedHashMap<>();
    private int drawn;
    private boolean closed;

    /**
     * Creates a printer.
     *
     * @param out receives the output in UTF-8; not closed
     * @param live whether {@code out} is a terminal that supports colors and cursor movements
     * @param width columns of the terminal; 0 for unlimited
     */
    public ProgressPrinter(PrintStream out, boolean live, int width) {
        this.out = requireNonNull(out, "out is null");
        this.live = live;
        this.width = width > 0 ? width - 1 : NO_LIMIT;
    }

    @Override
    public synchronized void changed(PluginStatus status) {
        if (closed) {
            return;
        }
        StringBuilder text = new StringBuilder();
        finished(status).forEach(line -> text.append(line).append('\n'));
        if (isInWork(status.state())) {
            moving.put(status.key(), status.key() + "  " + status.state() + "  " + status.detail());
        } else {
            moving.remove(status.key());
        }
        print(text.toString());
    }

    /** Removes the moving lines. Later changes are not printed. */
    @Override
    public synchronized void close() {
        moving.clear();
        print("");
        closed = true;
    }

    private List<String> finished(PluginStatus status) {
        List<StageTime> before = requireNonNull(seen.getOrDefault(status.key(), List.of()));
        List<StageTime> now = status.stages();
        boolean same =
                now.size() >= before.size() && now.subList(0, before.size()).equals(before);
        seen.put(status.key(), List.copyOf(now));
        List<String> lines = new ArrayList<>();
        for (StageTime time : now.subList(same ? before.size() : 0, now.size())) {
            lines.add(painted(
                    Tint.of(time.stage()), status.key() + "  " + time.stage() + "  " + Times.took(time.took())));
        }
        PluginState last = states.put(status.key(), status.state());
        if (status.failure() != null && status.state() == PluginState.FAILED && last != PluginState.FAILED) {
            lines.add(painted(Tint.RED, FailureLine.of(status.key(), status.failure())));
        }
        return lines;
    }

    private static boolean isInWork(PluginState state) {
        return switch (state) {
            case CLONING, BUILDING, WRAPPING, STARTING -> true;
            case PENDING, ACTIVE, DRAINING, FAILED -> false;
        };
    }

    private void print(String lines) {
        StringBuilder text = new StringBuilder();
        if (live) {
            text.append(drawn > 0 ? "\u001b[" + drawn + "A\r\u001b[J" : "");
            text.append(lines);
            moving.values().stream()
                    .limit(MOST_MOVING)
                    .forEach(line -> text.append(Table.cut(Plain.line(line).stripTrailing(), width))
                            .append('\n'));
            drawn = Math.min(MOST_MOVING, moving.size());
        } else {
            text.append(lines);
        }
        if (!text.isEmpty()) {
            byte[] bytes = text.toString().getBytes(UTF_8);
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }

    private String painted(Tint tint, String line) {
        String safe = Plain.line(line);
        return live ? tint.on(safe) : safe;
    }
}
