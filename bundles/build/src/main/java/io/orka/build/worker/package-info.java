/**
 * What runs in the worker process: javac and one resident Maven. It knows the JDK and Maven, and nothing of the host;
 * {@link io.orka.build.worker.Wire} and {@link io.orka.build.worker.Message} are all that both sides share.
 */
@NullMarked
package io.orka.build.worker;

import org.jspecify.annotations.NullMarked;
