/** The measurements and their output: as data, as a page, and as charts. */
@NullMarked
package io.orka.benchmarks.report;

import org.jspecify.annotations.NullMarked;
