/** An engine bundle: it knows the plugin SDK and declarative services, and nothing else of Orka. */
@Export
@Version("1.0.0")
@NullMarked
package com.example.engine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
