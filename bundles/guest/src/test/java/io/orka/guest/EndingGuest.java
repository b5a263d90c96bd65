package io.orka.guest;

import java.io.IOException;

/** A JVM that ends in the way that its argument names. */
final class EndingGuest {

    private EndingGuest() {}

    public static void main(String[] args) throws IOException {
        GuestShutdown.watchExit();
        switch (args[0]) {
            case "closes" -> end(() -> System.out.println("closed"));
            case "throws" ->
                end(() -> {
                    throw new IOException("the queue is not empty");
                });
            case "cannot be closed" -> GuestShutdown.begin("a plugin", EndingGuest.class.getClassLoader());
            case "hangs in a hook" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }));
                end(() -> System.out.println("closed"));
            }
            case "gets signals" -> {
                Signals.install();
                System.out.println("ready");
                int sent = System.in.read();
                System.exit(sent);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void end(AutoCloseable plugin) {
        GuestShutdown.begin(plugin, EndingGuest.class.getClassLoader());
    }
}
