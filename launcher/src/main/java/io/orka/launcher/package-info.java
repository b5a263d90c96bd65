/** The command line, the framework, and {@link io.orka.launcher.Orka} for embedding. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.launcher;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
