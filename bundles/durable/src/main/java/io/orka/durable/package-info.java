/** Atomic, durable writes, and the failpoints at which tests make writes fail. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.durable;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
