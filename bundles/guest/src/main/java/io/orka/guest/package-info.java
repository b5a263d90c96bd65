/** The main class of a separate JVM that runs one plugin for a host. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.guest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
