package io.orka.logging;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;

/** Drops duplicates: Felix reports most errors twice, in its log and to its listeners, in either order. */
final class SaidOnce {

    /** The source of a message. */
    enum Source {
        LOGGER,
        EVENTS
    }

    private static final int REMEMBERED = 32;

    private final Deque<Said> said = new ArrayDeque<>();

    private record Said(WeakReference<Throwable> thrown, Source source) {}

    /** Returns whether the other source has not recently reported the same exception. */
    synchronized boolean isNew(@Nullable Throwable thrown, Source source) {
        if (thrown == null) {
            return true;
        }
        Throwable root = thrown instanceof BundleException && thrown.getCause() != null ? thrown.getCause() : thrown;
        for (Iterator<Said> each = said.iterator(); each.hasNext(); ) {
            Said before = each.next();
            if (before.source != source && before.thrown.refersTo(root)) {
                each.remove();
                return false;
            }
        }
        said.addLast(new Said(new WeakReference<>(root), source));
        if (said.size() > REMEMBERED) {
            said.removeFirst();
        }
        return true;
    }
}
