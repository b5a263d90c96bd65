/** Compares Orka with its alternatives on the same workload, in turns. */
@NullMarked
package io.orka.benchmarks;

import org.jspecify.annotations.NullMarked;
