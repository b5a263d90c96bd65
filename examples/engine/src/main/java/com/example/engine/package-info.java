/** An engine bundle, which depends only on the plugin SDK, the API and Declarative Services. */
@Export
@Version("1.0.0")
package com.example.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
