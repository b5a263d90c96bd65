package com.example.idioms;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.OrkaCallException;
import io.orka.sdk.Request;
import io.orka.sdk.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Records the results of all calls. Times are those of {@link System#nanoTime()}. */
final class Journal {

    /** The maximum number of findings. Calls that fail repeatedly must not fill the memory. */
    private static final int MOST = 100_000;

    private static final Request SAY = new Request("Say");
    private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();
    private static final Queue<Map<String, Object>> FINDINGS = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger KEPT = new AtomicInteger();

    private Journal() {}

    /** Makes a call that is part of the load. */
    static void call(String where, OrkaCall call, CallContext context) {
        call("calls", where, call, context);
    }

    /** Makes a call in a callback, such as the one for the end of a service or of the caller. */
    static void lastCall(String where, OrkaCall call) {
        call("last calls", where, call, CallContext.none());
    }

    private static void call(String kind, String where, OrkaCall call, CallContext context) {
        long begun = System.nanoTime();
        count(kind);
        try {
            Response response = call.call(context, SAY);
            if (!response.success()) {
                failed(where, "", String.valueOf(response.error()), begun);
            }
        } catch (OrkaCallException e) {
            failed(where, e.plugin(), e.code() + " " + e.getMessage(), begun);
        } catch (Exception e) {
            failed(where, "", e.toString(), begun);
        }
    }

    static void failed(String where, String plugin, String words, long begun) {
        found("failed", where, plugin, words, begun);
    }

    /** Records that a caller has found no service. */
    static void absent(Holder holder, String reference, long begun) {
        found("absent", holder.name(), "", reference, begun);
    }

    private static void found(String kind, String where, String plugin, String words, long begun) {
        count(kind);
        if (KEPT.get() >= MOST) {
            count("dropped");
        } else {
            KEPT.incrementAndGet();
            FINDINGS.add(Map.of(
                    "kind", kind,
                    "where", where,
                    "plugin", plugin,
                    "words", words,
                    "begun", begun,
                    "ended", System.nanoTime()));
        }
    }

    static void count(String kind) {
        COUNTS.computeIfAbsent(kind, name -> new LongAdder()).increment();
    }

    static Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        COUNTS.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    /** Returns the findings since the previous call. */
    static List<Map<String, Object>> findings() {
        List<Map<String, Object>> taken = new ArrayList<>();
        for (Map<String, Object> next = FINDINGS.poll(); next != null; next = FINDINGS.poll()) {
            taken.add(next);
            KEPT.decrementAndGet();
        }
        return taken;
    }
}
