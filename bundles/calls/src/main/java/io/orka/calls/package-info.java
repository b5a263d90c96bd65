/** Routes calls to plugins, counts them, and drains replaced versions. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.calls;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
