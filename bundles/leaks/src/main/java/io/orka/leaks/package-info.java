/** Finds and removes the leftovers of plugins in the JVM. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.leaks;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
