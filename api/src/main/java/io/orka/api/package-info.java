/**
 * The API of a host, for engine bundles and embedding applications: states, metadata and events of plugins, and the
 * commands that change plugins.
 *
 * <p>Engine bundles get {@link io.orka.api.PluginHost} as an OSGi service, which is registered before the first engine
 * bundle starts and until the last engine bundle has stopped. Embedding applications get the same type from the host
 * that they open. Plugins cannot see this package.
 *
 * <p>Client code calls plugins through {@link io.orka.sdk.OrkaCall} or {@link io.orka.api.PluginHost#call}.
 *
 * <p>All records are immutable. No parameter, component and result in this package is {@code null} unless annotated as
 * nullable. Later versions may add components, methods and events: create records of this package only in tests, and
 * ignore events that you do not know.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
