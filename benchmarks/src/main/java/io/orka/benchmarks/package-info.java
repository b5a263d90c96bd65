/** What a call costs, and what the check in loops costs. */
@NullMarked
package io.orka.benchmarks;

import org.jspecify.annotations.NullMarked;
