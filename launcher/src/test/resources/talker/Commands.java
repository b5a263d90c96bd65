package acme.talk;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell commands of the bundle. */
public final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Created while no command runs, so that the threads belong to no session. */
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    private Commands() {
        for (int i = 0; i < 4; i++) {
            pool.submit(() -> {});
        }
    }

    static void register(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.command.scope", "talk");
        properties.put("osgi.command.function", new String[] {"say", "flood"});
        context.registerService(Object.class, new Commands(), properties);
    }

    public void say(String word) throws Exception {
        System.out.println("session: " + word);
        pool.submit(() -> System.out.println("beside the session: " + word)).get();
    }

    /** Prints and logs many lines, in ways that could cause deadlocks. */
    public String flood(int lines) throws Exception {
        var all = pool.invokeAll(IntStream.range(0, 4)
                .mapToObj(thread -> Executors.callable(() -> flood(thread, lines)))
                .toList());
        return all.stream().filter(Future::isDone).count() + " floods have ended";
    }

    private static void flood(int thread, int lines) {
        Object printing = new Object() {
            @Override
            public String toString() {
                System.err.println("printed while something is logged");
                return "argument";
            }
        };
        for (int i = 0; i < lines; i++) {
            System.out.print(thread);
            System.out.println(": a line of a flood, which goes" + " on and on".repeat(200));
            if (i % 100 == 0) {
                synchronized (System.out) {
                    LOG.info("logged with the lock of the stream");
                }
                LOG.info("an {}", printing);
            }
        }
    }
}
