/** Builds a checkout into a jar and its libraries, or into a Go program. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.build;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
