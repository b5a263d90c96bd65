/** A registry entry becomes a checked-out commit on disk. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.checkout;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
