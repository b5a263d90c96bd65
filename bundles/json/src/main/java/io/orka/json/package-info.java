/** Strict JSON: parses values with their locations, writes them, and converts them to plain data and back. */
@Export
@Version("1.0.0")
@NullMarked
package io.orka.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
