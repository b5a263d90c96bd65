/**
 * The build worker process: javac and one resident Maven. The worker depends on the JDK and Maven only. The host shares
 * some of its classes, such as {@link io.orka.build.worker.Wire} and {@link io.orka.build.worker.Message}.
 */
@NullMarked
package io.orka.build.worker;

import org.jspecify.annotations.NullMarked;
