/** Jar files of a directory in, running engine bundles out. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.engine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
