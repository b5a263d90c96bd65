/** Installs bundles in the framework and runs their plugins. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.deploy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
