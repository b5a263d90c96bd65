/** What a host and the process of a plugin say to each other: frames over a socket, and data as bytes. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.wire;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
