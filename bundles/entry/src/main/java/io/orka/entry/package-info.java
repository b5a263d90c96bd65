/** How a plugin is entered: its entrypoint, its instance, and what may pass there. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.entry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
