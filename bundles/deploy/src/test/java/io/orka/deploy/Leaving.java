package io.orka.deploy;

import java.util.List;
import java.util.stream.Stream;

/**
 * A resource that a plugin does not release.
 *
 * @param habit the name of the test case
 * @param body members of the plugin's class, whose method {@code leave()} leaves the resource behind
 * @param kinds the kinds of the leftovers that Orka reports
 */
record Leaving(String habit, String body, List<String> kinds) {

    private static final String NAP = "() -> { try { Thread.sleep(3_600_000); } catch (InterruptedException e) { } }";

    private static Leaving of(String habit, String leave, String... kinds) {
        return new Leaving(habit, "void leave() throws Exception { " + leave + " }", List.of(kinds));
    }

    private static Leaving with(String members, String habit, String leave, String... kinds) {
        return new Leaving(habit, members + " void leave() throws Exception { " + leave + " }", List.of(kinds));
    }

    @Override
    public String toString() {
        return habit;
    }

    static Stream<Leaving> threads() {
        return Stream.of(
                of("a thread", "new Thread(" + NAP + ").start();", "thread"),
                with(
                        "static class Poller extends Thread { public void run() { synchronized (this) { try { wait(); }"
                                + " catch (InterruptedException e) { } } } }",
                        "a thread of an own class",
                        "new Poller().start();",
                        "thread"),
                of(
                        "a thread that runs a future",
                        "new Thread(new FutureTask<>(() -> { new CountDownLatch(1).await(); return new Own(); })).start();",
                        "thread"),
                of(
                        "a thread without its context class loader",
                        "Thread t = new Thread(" + NAP + "); t.setContextClassLoader(null); t.start();",
                        "thread"),
                of(
                        "an idle pool",
                        "ExecutorService pool = Executors.newFixedThreadPool(2); pool.submit(Own::new).get();"
                                + " pool.submit(Own::new).get();",
                        "thread",
                        "thread"),
                of("a busy pool", "Executors.newCachedThreadPool().submit(" + NAP + ");", "thread"),
                of(
                        "an idle pool with threads of its own making",
                        "Executors.newFixedThreadPool(1, task -> { Thread t = new Thread(task, \"own\");"
                                + " t.setContextClassLoader(null); return t; }).submit(Own::new).get();",
                        "thread"),
                of(
                        "a scheduler",
                        "Executors.newScheduledThreadPool(1).scheduleAtFixedRate(Own::new, 0, 1, TimeUnit.HOURS);",
                        "thread"),
                of("a timer that waits", "new Timer().schedule(task(), 3_600_000);", "timer"),
                of("a timer without tasks", "new Timer(true);", "timer"),
                of(
                        "values of class values for classes of the JDK",
                        "ClassValue<Object> values = new ClassValue<>() {"
                                + " protected Object computeValue(Class<?> type) { return new Own(); } };"
                                + " values.get(String.class); values.get(int[].class);"),
                of("a fork-join pool", "new ForkJoinPool(1).submit(Own::new).get();"),
                of("a task in the common pool", "CompletableFuture.supplyAsync(Own::new).get();"),
                of("a parallel stream", "List.of(1, 2, 3, 4).parallelStream().map(i -> new Own()).toList();"),
                of(
                        "an HTTP client",
                        "java.net.http.HttpClient.newHttpClient().send(java.net.http.HttpRequest.newBuilder("
                                + "java.net.URI.create(System.getProperty(\"orka.test.url\"))).build(),"
                                + " java.net.http.HttpResponse.BodyHandlers.ofString());"),
                of(
                        "a URL connection",
                        "new java.net.URL(System.getProperty(\"orka.test.url\")).openStream().readAllBytes();"));
    }

    static Stream<Leaving> threadLocals() {
        return Stream.of(
                with("static ThreadLocal<Own> L = new ThreadLocal<>();", "hard", "L.set(new Own());", "ThreadLocal"),
                with(
                        "static ThreadLocal<java.lang.ref.SoftReference<Own>> L = new ThreadLocal<>();",
                        "soft",
                        "L.set(new java.lang.ref.SoftReference<>(new Own()));",
                        "ThreadLocal"),
                with(
                        "static ThreadLocal<Object> L = new ThreadLocal<>();",
                        "in a list in a map",
                        "L.set(new HashMap<>(Map.of(\"k\", new ArrayList<>(List.of(new Own())))));",
                        "ThreadLocal"),
                with(
                        "static ThreadLocal<Object> L = new ThreadLocal<>();",
                        "in an array in an atomic reference",
                        "L.set(new java.util.concurrent.atomic.AtomicReference<>(new Object[] {new Own()}));",
                        "ThreadLocal"),
                with(
                        "static InheritableThreadLocal<Object> L = new InheritableThreadLocal<>();",
                        "inheritable",
                        "L.set(Own.class);",
                        "ThreadLocal"),
                with(
                        "static class Mine extends ThreadLocal<String> {} static Mine L = new Mine();",
                        "with a text in one of an own class",
                        "L.set(\"text\");",
                        "ThreadLocal"));
    }

    static Stream<Leaving> registrations() {
        return Stream.of(
                of("a shutdown hook", "Runtime.getRuntime().addShutdownHook(new Thread(Own::new));", "shutdown hook"),
                with(
                        "public interface StatsMBean { int getCount(); }"
                                + " public static class Stats implements StatsMBean { public int getCount() { return 1; } }",
                        "an MBean",
                        "java.lang.management.ManagementFactory.getPlatformMBeanServer().registerMBean(new Stats(),"
                                + " new javax.management.ObjectName(\"acme:type=Stats\"));",
                        "MBean"),
                with(
                        "public interface Stats { int getCount(); }",
                        "a standard MBean",
                        "javax.management.MBeanServerFactory.createMBeanServer(\"acme\").registerMBean("
                                + "new javax.management.StandardMBean((Stats) () -> 1, Stats.class),"
                                + " new javax.management.ObjectName(\"acme:type=Wrapped\"));",
                        "MBean"),
                with(
                        "static class P extends java.security.Provider { P() { super(\"Acme\", \"1\", \"\"); } }",
                        "a security provider",
                        "java.security.Security.addProvider(new P());",
                        "security provider"),
                of(
                        "a default handler of exceptions",
                        "Thread.setDefaultUncaughtExceptionHandler((t, e) -> new Own());",
                        "default uncaught exception handler"),
                of(
                        "a handler of exceptions in the caller's thread",
                        "Thread.currentThread().setUncaughtExceptionHandler((t, e) -> new Own());",
                        "uncaught exception handler"),
                with(
                        "static class C extends java.net.CookieManager {}",
                        "a cookie handler",
                        "java.net.CookieHandler.setDefault(new C());",
                        "default CookieHandler"),
                with(
                        "static class A extends java.net.Authenticator {}",
                        "an authenticator",
                        "java.net.Authenticator.setDefault(new A());",
                        "default Authenticator"),
                with(
                        "static class P extends java.net.ProxySelector { public List<java.net.Proxy> select(java.net.URI u)"
                                + " { return List.of(); } public void connectFailed(java.net.URI u,"
                                + " java.net.SocketAddress a, java.io.IOException e) { } }",
                        "a proxy selector",
                        "java.net.ProxySelector.setDefault(new P());",
                        "default ProxySelector"),
                with(
                        "static class T extends javax.net.ssl.X509ExtendedTrustManager {"
                                + " public void checkClientTrusted(java.security.cert.X509Certificate[] c, String a) { }"
                                + " public void checkServerTrusted(java.security.cert.X509Certificate[] c, String a) { }"
                                + " public void checkClientTrusted(java.security.cert.X509Certificate[] c, String a, java.net.Socket s) { }"
                                + " public void checkServerTrusted(java.security.cert.X509Certificate[] c, String a, java.net.Socket s) { }"
                                + " public void checkClientTrusted(java.security.cert.X509Certificate[] c, String a, javax.net.ssl.SSLEngine e) { }"
                                + " public void checkServerTrusted(java.security.cert.X509Certificate[] c, String a, javax.net.ssl.SSLEngine e) { }"
                                + " public java.security.cert.X509Certificate[] getAcceptedIssuers() { return null; } }",
                        "trust for everybody",
                        "var tls = javax.net.ssl.SSLContext.getInstance(\"TLS\"); tls.init(null,"
                                + " new javax.net.ssl.TrustManager[] {new T()}, null);"
                                + " javax.net.ssl.HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());"
                                + " javax.net.ssl.HttpsURLConnection.setDefaultHostnameVerifier((h, s) -> new Own() != null);",
                        "default HostnameVerifier",
                        "default SSLSocketFactory"),
                with(
                        "static class H extends java.util.logging.ConsoleHandler {}"
                                + " static class F extends java.util.logging.SimpleFormatter {}",
                        "parts of loggers",
                        "var log = java.util.logging.Logger.getLogger(\"\"); log.addHandler(new H());"
                                + " log.setFilter(line -> new Own() != null); log.getHandlers()[0].setFormatter(new F());",
                        "log filter",
                        "log formatter",
                        "log handler"),
                of(
                        "an object in a system property",
                        "System.getProperties().put(\"acme\", new Own());",
                        "system property"),
                with(
                        "public interface R extends java.rmi.Remote {} public static class Obj implements R {}",
                        "an object exported for RMI",
                        "java.rmi.server.UnicastRemoteObject.exportObject(new Obj(), 0);",
                        "RMI object"));
    }

    static Stream<Leaving> delayed() {
        return Stream.of(
                of(
                        "a future with a distant timeout",
                        "new CompletableFuture<String>().orTimeout(1, TimeUnit.HOURS).thenApply(x -> new Own());",
                        "delayed task"),
                of(
                        "a task for later",
                        "CompletableFuture.delayedExecutor(1, TimeUnit.HOURS).execute(Own::new);",
                        "delayed task"));
    }

    static Stream<Leaving> harmless() {
        return Stream.of(
                of("nothing", ""),
                with(
                        "static class L extends java.util.logging.Level { L() { super(\"ACME\", 801); } }",
                        "a log level",
                        "java.util.logging.Logger.getLogger(\"acme\").log(new L(), \"text\");"),
                of("a resource bundle", "ResourceBundle.getBundle(\"acme.words\", Locale.ROOT).getString(\"yes\");"),
                of(
                        "XML",
                        "javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new"
                                + " java.io.ByteArrayInputStream(\"<a/>\".getBytes()));"),
                of(
                        "a proxy",
                        "java.lang.reflect.Proxy.newProxyInstance(Own.class.getClassLoader(), new Class<?>[]"
                                + " {Comparable.class}, (p, m, a) -> 1).hashCode();"),
                of(
                        "serialization",
                        "var out = new java.io.ByteArrayOutputStream(); new java.io.ObjectOutputStream(out)"
                                + ".writeObject(new Own()); new java.io.ObjectInputStream(new"
                                + " java.io.ByteArrayInputStream(out.toByteArray())) { protected Class<?> resolveClass("
                                + "java.io.ObjectStreamClass c) { return Own.class; } }.readObject();"),
                of("a cleaner", "java.lang.ref.Cleaner.create().register(new Own(), Own::new);"),
                of("bean properties", "java.beans.Introspector.getBeanInfo(Own.class).getPropertyDescriptors();"),
                of(
                        "a resource read by URL",
                        "Thread.currentThread().getContextClassLoader().getResource(\"acme/words.properties\")"
                                + ".openStream().readAllBytes();"),
                with(
                        "static class Oops extends Exception { Own own = new Own(); }",
                        "an exception",
                        "throw new Oops();"));
    }
}
