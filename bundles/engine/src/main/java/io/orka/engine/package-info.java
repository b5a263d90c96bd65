/** Installs and runs the engine bundles, which are jar files in a directory. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.engine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
