/** Converts the plugins of a host to the types of the API, the only types that client code sees. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.facade;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
