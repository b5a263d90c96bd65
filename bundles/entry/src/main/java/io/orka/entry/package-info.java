/** Plugin entrypoints and instances, and the check of the data in calls. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.entry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
