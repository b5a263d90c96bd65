package io.orka.process;

import java.lang.management.ManagementFactory;

/** A host without permission to kill, which ends marked processes and prints how often its thread has waited. */
final class PowerlessHost {

    private PowerlessHost() {}

    public static void main(String[] args) {
        ProcessMark mark = new ProcessMark(args[0], Long.parseLong(args[1]), 1);
        long before = waited();
        mark.endAll();
        System.out.println("waited " + (waited() - before));
    }

    private static long waited() {
        return ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId())
                .getWaitedCount();
    }
}
