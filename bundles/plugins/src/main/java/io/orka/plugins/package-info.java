/** Takes plugins from the registry entry to the active version: plan, apply, swap, roll back. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.plugins;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
