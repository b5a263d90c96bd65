package io.orka.plugins;

import io.orka.calls.ThreadStop;
import io.orka.deploy.BoundPlugin;
import io.orka.deploy.Deployment;
import io.orka.sdk.OrkaCall;

/**
 * A candidate in the framework.
 *
 * @param prepared what was started
 * @param deployment its bundle
 * @param plugin its instance
 */
record Installed(Prepared prepared, Deployment deployment, BoundPlugin plugin) implements Candidate {

    @Override
    public OrkaCall call() {
        return plugin.call();
    }

    @Override
    public ClassLoader contextLoader() {
        return deployment.contextLoader();
    }

    @Override
    public ThreadStop stop() {
        return prepared.locked().guards().interruptible() ? WovenStop.INSTANCE : ThreadStop.none();
    }

    @Override
    public void publish(OrkaCall service, int ranking) {
        deployment.publish(service, ranking);
    }

    @Override
    public void rank(int ranking) {
        deployment.rank(ranking);
    }

    @Override
    public void unpublish() {
        deployment.unpublish();
    }
}
