/** Runs the steps from entry to service: plan, apply, swap, rollback. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.plugins;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
