/** The main of a JVM that serves one plugin to a host, and knows nothing else of it. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.guest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
