/** What is measured: plugins for each container, and the bundle that calls them. They end up in jars of their own. */
@NullMarked
package io.orka.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
