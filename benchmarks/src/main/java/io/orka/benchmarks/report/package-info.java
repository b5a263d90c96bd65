/** What was measured, and how it is told: as data, as a page, as pictures. */
@NullMarked
package io.orka.benchmarks.report;

import org.jspecify.annotations.NullMarked;
