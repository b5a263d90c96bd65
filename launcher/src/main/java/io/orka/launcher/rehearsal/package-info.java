/** What a rehearsed start runs, apart from the host itself. */
@NullMarked
package io.orka.launcher.rehearsal;

import org.jspecify.annotations.NullMarked;
