/**
 * What engine code needs to know of the host that runs the plugins: their states, what their authors say about them, what
 * happens to them, and the commands that change them.
 *
 * <p>Engine bundles get {@link io.orka.api.PluginHost} as an OSGi service. It is registered before the first engine bundle
 * starts and stays until the last one has stopped. Embedding applications get the same type from the host that they open.
 * Plugins cannot see this package.
 *
 * <p>Engine code calls plugins through {@link io.orka.sdk.OrkaCall} or {@link io.orka.api.PluginHost#call}.
 *
 * <p>All records are immutable. Later versions may add components, methods and events: create a record of this package only
 * in tests, and treat an event that you do not know as one that does not concern you.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
