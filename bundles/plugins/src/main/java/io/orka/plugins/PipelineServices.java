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
 * @param registry reads the registry
 * @param edits edits the registry
 * @param lock remembers what served
 * @param checkouts fetches
 * @param builds builds
 * @param logs where builds and plugins have their logs
 * @param journal where it is written down which plugins are being tried
 * @param wrapper makes bundles
 * @param store keeps bundles
 * @param deployer installs bundles
 * @param calls routes calls
 */
public record PipelineServices(
        RegistryFile registry,
        RegistryEdit edits,
        PluginLock lock,
        GitCheckouts checkouts,
        Builds builds,
        LogPlaces logs,
        Path journal,
        BundleWrapper wrapper,
        BundleStore store,
        Deployer deployer,
        Calls calls) {}
