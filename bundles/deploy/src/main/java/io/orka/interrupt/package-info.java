/** The cancellation check that Orka injects into the loops of plugins whose calls can be stopped. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.interrupt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
