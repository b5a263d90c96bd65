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
 * The modules a plugin passes through, in the order of the pipeline.
 *
 * @param files what is registered and what was active
 * @param stages from a repository to a bundle
 * @param deployer installs bundles
 * @param calls routes calls
 * @param logs where builds and plugins have their logs
 * @param journal where it is written down which plugins are being tried
 */
public record PipelineServices(
        Files files, Stages stages, Deployer deployer, Calls calls, LogPlaces logs, Path journal) {

    /**
     * The files of the state of a host.
     *
     * @param registry reads the registry
     * @param edits edits the registry
     * @param lock remembers what was active
     */
    public record Files(RegistryFile registry, RegistryEdit edits, PluginLock lock) {}

    /**
     * The stages from a repository to a bundle.
     *
     * @param checkouts fetches
     * @param builds builds
     * @param wrapper makes bundles
     * @param store keeps bundles
     */
    public record Stages(GitCheckouts checkouts, Builds builds, BundleWrapper wrapper, BundleStore store) {}
}
