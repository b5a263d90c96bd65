/** Keys, versions and failures: what all modules call things by, and how they name what is not there. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
