/**
 * The build worker process: javac and one resident Maven. It depends on the JDK and Maven, not on the host; the only
 * shared classes are {@link io.orka.build.worker.Wire} and {@link io.orka.build.worker.Message}.
 */
@NullMarked
package io.orka.build.worker;

import org.jspecify.annotations.NullMarked;
