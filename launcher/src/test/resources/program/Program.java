package com.acme;

import io.orka.api.PluginInfo;
import io.orka.launcher.Orka;
import io.orka.launcher.OrkaHome;
import io.orka.sdk.Request;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.osgi.framework.Bundle;
import org.slf4j.LoggerFactory;

/** Opens a host, calls and swaps a plugin, and checks that the application's logging and streams are unchanged. */
public final class Program {

    public static void main(String[] args) throws Exception {
        for (int i = 3; i < args.length; i++) {
            System.out.println(args[i] + " of " + jar(args[i]));
        }
        LoggerFactory.getLogger(Program.class).debug("the program logs");
        Object logging = LoggerFactory.getILoggerFactory();
        List<?> handlers = handlers();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (Orka orka = Orka.open(OrkaHome.of(Path.of(args[0])), Path.of(args[1]))) {
            for (PluginInfo plugin : orka.host().plugins()) {
                System.out.println(plugin.key() + " is " + plugin.state() + " " + plugin.failure());
            }
            for (Bundle bundle : orka.framework().getBundles()) {
                System.out.println(bundle.getSymbolicName() + (bundle.getState() == Bundle.ACTIVE ? " runs" : ""));
            }
            int exit = new ProcessBuilder(args[2], "exec", "--home", args[0], "--", "list")
                    .inheritIO()
                    .start()
                    .waitFor();
            System.out.println("a client ends with " + exit);
            say(orka, "apart");
            say(orka, "greeter");
            orka.host().swap("greeter", "v2.0.0");
            say(orka, "greeter");
        }
        if (LoggerFactory.getILoggerFactory() != logging || !handlers.equals(handlers())) {
            throw new IllegalStateException("the program logs in another way");
        }
        if (System.out != out || System.err != err) {
            throw new IllegalStateException("the program has other streams");
        }
        System.out.println("nothing has changed");
    }

    private static void say(Orka orka, String plugin) {
        System.out.println(plugin + " says " + orka.call(plugin, new Request("Say", Map.of())).data());
    }

    private static List<?> handlers() {
        return List.of(LogManager.getLogManager().getLogger("").getHandlers());
    }

    private static String jar(String type) throws ClassNotFoundException {
        String location = Class.forName(type).getProtectionDomain().getCodeSource().getLocation().getPath();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
