/** Finds and removes what plugins leave behind in the JVM. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.leaks;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
