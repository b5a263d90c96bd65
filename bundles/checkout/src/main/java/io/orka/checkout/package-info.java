/** Fetches the Git repository of a registry entry and checks out its commit. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.checkout;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
