/** Starts and supervises plugin processes, with their sockets, heartbeats, restarts, limits and output. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.process;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
