/** The host's log. Log and print output of bundles, by any API, becomes lines with the bundle's name. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.logging;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
