/** The {@code orka} commands, their output, and the local control socket. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
