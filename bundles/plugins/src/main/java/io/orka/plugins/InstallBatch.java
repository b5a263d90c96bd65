package io.orka.plugins;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.orka.deploy.Deployer;
import io.orka.deploy.Deployment;
import io.orka.deploy.Installation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs plugins on the lifecycle thread. Plugins that are requested while the thread is busy, as at the start of a
 * host with many plugins, are installed and resolved together.
 */
final class InstallBatch {

    private static final Logger LOG = LoggerFactory.getLogger(InstallBatch.class);

    private record Asked(Prepared prepared, CompletableFuture<Deployment> deployed) {}

    private record Begun(Asked asked, Installation installation) {}

    private final Deployer deployer;
    private final Executor lifecycleThread;

    @GuardedBy("this")
    private List<Asked> asked = new ArrayList<>();

    InstallBatch(Deployer deployer, Executor lifecycleThread) {
        this.deployer = requireNonNull(deployer, "deployer is null");
        this.lifecycleThread = requireNonNull(lifecycleThread, "lifecycleThread is null");
    }

    /** Installs and starts a bundle; a failure undoes all steps. */
    CompletableFuture<Deployment> of(Prepared prepared) {
        Asked one = new Asked(prepared, new CompletableFuture<>());
        synchronized (this) {
            asked.add(one);
        }
        lifecycleThread.execute(this::installAll);
        return one.deployed();
    }

    private synchronized List<Asked> takeAll() {
        List<Asked> taken = asked;
        asked = new ArrayList<>();
        return taken;
    }

    private void installAll() {
        List<Begun> begun = new ArrayList<>();
        for (Asked one : takeAll()) {
            try {
                begun.add(new Begun(
                        one,
                        deployer.install(
                                one.prepared().bundle(), one.prepared().locked().limits())));
            } catch (Throwable e) { // rethrown to the waiting caller; the other installations continue
                one.deployed().completeExceptionally(e);
            }
        }
        if (begun.size() > 1) {
            resolve(begun.stream().map(Begun::installation).toList());
        }
        for (Begun one : begun) {
            Deployment deployment;
            try {
                deployment = deployer.start(one.installation());
            } catch (Throwable e) { // as above
                one.asked().deployed().completeExceptionally(e);
                continue;
            }
            one.asked().deployed().complete(deployment);
        }
    }

    private void resolve(Collection<Installation> installed) {
        try {
            deployer.resolve(installed);
        } catch (Throwable e) { // as above
            LOG.warn("The framework cannot resolve the bundles together; each is resolved when it is started", e);
        }
    }
}
