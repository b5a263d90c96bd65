/** The store of built bundles on disk, by their digest. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
