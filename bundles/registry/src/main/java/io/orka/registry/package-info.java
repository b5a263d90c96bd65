/** Parses plugins.json, the lock file, config.json, host.json and the configurations of engine bundles into records. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.registry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
