/** The host's log. What bundles say, by whatever way, becomes a line of it with the bundle's name. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.logging;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
