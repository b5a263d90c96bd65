package io.orka.benchmarks;

import io.orka.benchmarks.subject.FirstAnswer;
import io.orka.benchmarks.subject.PingActivator;
import io.orka.benchmarks.subject.PingCall;
import io.orka.sdk.OrkaCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Karaf as users start it, {@code karaf server}, with plugins and engine bundle in its directory {@code deploy}. Only
 * one setting differs from the default: the remote shell listens on the loopback address.
 *
 * @param jdk the JDK that runs Karaf
 * @param base Karaf's directory
 * @param plugins the number of plugins
 */
record KarafContainer(Jdk jdk, Path base, int plugins) implements Container {

    private static final long SETTLED_MILLIS = 15_000;

    /** Copies Karaf, adds plugins, and starts Karaf once so that it installs them. */
    static KarafContainer install(Path karaf, Path base, Jdk jdk, int plugins) throws Exception {
        Trees.copy(karaf, base);
        Path shell = base.resolve("etc/org.apache.karaf.shell.cfg");
        Files.writeString(shell, Files.readString(shell).replace("sshHost = 0.0.0.0", "sshHost = 127.0.0.1"));
        Path deploy = base.resolve("deploy");
        Files.copy(HostJars.of(OrkaCall.class), deploy.resolve("sdk.jar"));
        for (int i = 0; i < plugins; i++) {
            PluginJar.bundle(StoredPlugins.name(i), PingActivator.class, PingCall.class)
                    .write(deploy.resolve(StoredPlugins.name(i) + ".jar"));
        }
        PluginJar.bundle("engine", FirstAnswer.class)
                .classesBeside(FirstAnswer.class)
                .write(deploy.resolve("engine.jar"));
        KarafContainer installed = new KarafContainer(jdk, base, plugins);
        try (MeasuredProcess first = installed.start()) {
            first.answered(ANSWER);
            Thread.sleep(SETTLED_MILLIS); // Karaf is still installing its own features
        }
        return installed;
    }

    @Override
    public String who() {
        return "Karaf " + Peers.KARAF + ", JDK " + jdk.feature();
    }

    /** Returns the directory from which Karaf installs bundles. */
    Path deploy() {
        return base.resolve("deploy");
    }

    @Override
    public MeasuredProcess start() throws IOException {
        Path answers = base.resolve("answers");
        return MeasuredProcess.start(
                base,
                answers,
                Map.of(
                        "JAVA_HOME",
                        jdk.home().toString(),
                        "EXTRA_JAVA_OPTS",
                        "-Dorka.benchmarks.plugins=" + plugins + " -Dorka.benchmarks.answers=" + answers),
                List.of(base.resolve("bin/karaf").toString(), "server"));
    }
}
