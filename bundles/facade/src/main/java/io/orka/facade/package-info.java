/** Shows the plugins of a host in the types of the API, which are all that client code sees of it. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.facade;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
