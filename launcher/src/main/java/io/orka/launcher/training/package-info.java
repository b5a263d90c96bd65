/** The plugin that training runs start, from which the JVM archives classes. */
@NullMarked
package io.orka.launcher.training;

import org.jspecify.annotations.NullMarked;
