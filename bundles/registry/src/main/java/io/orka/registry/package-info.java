/** plugins.json, the lock, config.json and configurations of engine bundles become records. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.registry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
