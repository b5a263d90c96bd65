/** A plugin's entrypoint, its instance, and the check of the data that is passed. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.entry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
