/** The protocol between a host and a plugin's process: frames over a socket, and the encoding of data. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.wire;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
