/** A name and a request become a response: routing, counting, draining. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.calls;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
