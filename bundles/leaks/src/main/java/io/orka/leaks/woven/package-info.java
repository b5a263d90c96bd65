/** The methods that Orka injects calls of into classes of plugins. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.leaks.woven;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
