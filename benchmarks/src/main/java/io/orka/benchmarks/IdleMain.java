package io.orka.benchmarks;

import io.orka.launcher.Orka;
import io.orka.launcher.OrkaHome;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;

/** An idle host that prints its used heap and metaspace in bytes, and exits. */
public final class IdleMain {

    private static final int COLLECTIONS = 4;
    private static final long PAUSE_MILLIS = 200;

    private IdleMain() {}

    /**
     * Starts the host, prints its used memory, and exits.
     *
     * @param arguments the home
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (Orka host = Orka.open(OrkaHome.of(Path.of(arguments[0])))) {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
                Thread.sleep(PAUSE_MILLIS);
            }
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Metaspace"))
                    .mapToLong(IdleMain::used)
                    .sum();
            int plugins = host.plugins().list().size();
            System.out.println("bytes " + heap + " " + metaspace + " " + plugins);
        }
        System.exit(0);
    }

    private static long used(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed();
    }
}
