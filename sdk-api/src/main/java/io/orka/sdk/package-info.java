/** What a plugin author writes against, and what engine code calls. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.sdk;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
