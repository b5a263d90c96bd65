/** Wraps a built jar as an OSGi bundle. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.wrap;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
