package io.orka.plugins;

import io.orka.build.Builds;
import io.orka.calls.Calls;
import io.orka.checkout.GitCheckouts;
import io.orka.deploy.Deployer;
import io.orka.registry.PluginLock;
import io.orka.registry.RegistryEdit;
import io.orka.registry.RegistryFile;
import io.orka.store.BundleStore;
import io.orka.wrap.BundleWrapper;
import java.nio.file.Path;

/**
 * The modules of the pipeline, in the order of the stages.
 *
 * @param files the registry and the lock file
 * @param stages the stages from a repository to a bundle
 * @param deployer installs bundles
 * @param calls routes calls
 * @param logs the directories of the logs
 * @param journal the directory with the records of plugins that are being started
 */
public record PipelineServices(
        Files files, Stages stages, Deployer deployer, Calls calls, LogPlaces logs, Path journal) {

    /**
     * The files with the state of a host.
     *
     * @param registry reads the registry
     * @param edits edits the registry
     * @param lock the lock file
     */
    public record Files(RegistryFile registry, RegistryEdit edits, PluginLock lock) {}

    /**
     * The stages from a repository to a bundle.
     *
     * @param checkouts fetches repositories
     * @param builds builds plugins
     * @param wrapper creates bundles
     * @param store keeps bundles
     */
    public record Stages(GitCheckouts checkouts, Builds builds, BundleWrapper wrapper, BundleStore store) {}
}
