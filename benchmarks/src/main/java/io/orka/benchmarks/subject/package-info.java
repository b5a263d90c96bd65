/** The measured plugins for each container, and the bundle that calls them. Each is packaged in a separate jar. */
@NullMarked
package io.orka.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
