package acme.talk;

import io.orka.sdk.CallContext;
import io.orka.sdk.OrkaCall;
import io.orka.sdk.Request;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;

/** Logs and prints in many ways. */
public final class Activator implements BundleActivator {

    private static final Logger LOG = org.slf4j.LoggerFactory.getLogger(Activator.class);
    private static final String FORGED = "\n2026-01-01T00:00:00.000Z ERROR [orka] [main] forged\r\n{\"level\":\"FORGED\"}\n";

    @Override
    public void start(BundleContext context) throws Exception {
        slf4j();
        jul();
        osgi(context);
        print();
        threads();
        Commands.register(context);
        context.addServiceListener(
                event -> {
                    if (event.getType() == ServiceEvent.REGISTERED) {
                        throw new IllegalStateException("the listener threw");
                    }
                },
                "(talk=loud)");
        ServiceRegistration<Runnable> loud =
                context.registerService(Runnable.class, () -> {}, new java.util.Hashtable<>(Map.of("talk", "loud")));
        new ServiceTracker<OrkaCall, OrkaCall>(context, OrkaCall.class, null) {
            @Override
            public OrkaCall addingService(ServiceReference<OrkaCall> reference) {
                OrkaCall plugin = super.addingService(reference);
                new Thread(() -> {
                    try {
                        call(plugin);
                    } catch (Exception e) {
                        LOG.error("the call failed", e);
                    }
                }, "calls").start();
                return plugin;
            }
        }.open();
    }

    private static void slf4j() {
        LOG.warn("slf4j {} said", "has", new IllegalStateException("slf4j trace" + FORGED));
        LOG.error("colored \u001b[31m and turned \u202e" + FORGED);
        org.slf4j.LoggerFactory.getLogger("odd \" logger" + FORGED).info("odd logger said");
        LOG.atInfo().addKeyValue("order", 7).addKeyValue("bundle", "forged").log("fluent {}", "said");
        LOG.info("argument {}", new Object() {
            @Override
            public String toString() {
                System.out.println("printed by an argument");
                return "said";
            }
        });
        LOG.info("mute", new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException();
            }
        });
        RuntimeException odd = new RuntimeException("odd trace");
        odd.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("a\"b" + FORGED, "c\"" + FORGED, "d\"" + FORGED, 1)
        });
        LOG.info("odd trace said", odd);
    }

    private static void jul() {
        java.util.logging.Logger.getLogger("jul").log(Level.WARNING, "jul {0} said", "has");
        java.util.logging.Logger.getLogger("jul").log(Level.SEVERE, "jul trace", new IllegalStateException("of jul"));
        System.getLogger("system").log(System.Logger.Level.WARNING, "system logger said");
    }

    @SuppressWarnings("deprecation")
    private static void osgi(BundleContext context) {
        context.getService(context.getServiceReference(LogReaderService.class))
                .addLogListener(entry -> System.out.println("heard: " + entry.getMessage()));
        LoggerFactory factory = context.getService(context.getServiceReference(LoggerFactory.class));
        factory.getLogger(Activator.class).error("osgi {} said", "has", new IllegalStateException("of osgi"));
        factory.getLogger("printf", FormatterLogger.class).warn("printf %s said", "has");
        context.getService(context.getServiceReference(LogService.class)).log(LogService.LOG_WARNING, "old log said");
    }

    private static void print() throws Exception {
        System.out.println("out said");
        System.err.println("err said");
        System.out.print("in ");
        System.out.print('p');
        System.out.print("arts");
        System.out.println();
        System.out.printf("%s %d%n", "formatted", 1);
        System.out.append("appended").append('\n');
        byte[] bytes = "wörtlich\n".getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, 2);
        System.out.write(bytes, 2, bytes.length - 2);
        System.out.print("many\nlines\n");
        System.out.println("x".repeat(20_000));
        System.out.println("forged" + FORGED);
        new RuntimeException("printed trace").printStackTrace();
        System.out.close();
        System.out.println("said after the end");
        PrintStream before = System.out;
        System.setOut(new PrintStream(before, true));
        System.out.println("said in its place");
        System.setOut(before);
    }

    private static void threads() throws Exception {
        run(new Thread(() -> System.out.println("thread said"), "odd" + FORGED));
        run(new Thread(() -> LOG.info("odd thread said"), "odd" + FORGED));
        run(new Thread(() -> { throw new IllegalStateException("nobody caught this"); }, "dies"));
        run(new Thread(() -> System.out.print("without an end"), "ends"));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CompletableFuture.completedFuture("reference said").thenAcceptAsync(System.out::println, pool).get();
        pool.shutdown();
    }

    private static void run(Thread thread) throws InterruptedException {
        thread.start();
        thread.join();
    }

    private static void call(OrkaCall plugin) throws Exception {
        plugin.call(new CallContext() {
            @Override
            public Optional<Instant> deadline() {
                System.out.println("called back");
                return Optional.empty();
            }

            @Override
            public boolean isCancelled() {
                return false;
            }

            @Override
            public void onCancel(Runnable action) {}

            @Override
            public Map<String, String> attributes() {
                return Map.of();
            }
        }, new Request("Say", Map.of("word", "said")));
    }

    @Override
    public void stop(BundleContext context) {
        System.out.print("last words");
    }
}
