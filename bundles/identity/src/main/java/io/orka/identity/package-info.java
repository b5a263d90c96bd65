/** Keys, versions and failures that all modules share, and suggestions for mistyped names. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
