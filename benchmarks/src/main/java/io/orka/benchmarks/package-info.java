/** Measures Orka, and what one would pick instead, in turns on the same work. */
@NullMarked
package io.orka.benchmarks;

import org.jspecify.annotations.NullMarked;
