/** An engine bundle: it knows the plugin SDK, the API and declarative services, and nothing else of Orka. */
@Export
@Version("1.0.0")
package com.example.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
