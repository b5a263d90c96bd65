/**
 * The SLF4J provider that Orka adds to a plugin with SLF4J but without a provider; it logs to
 * {@code java.util.logging}. These classes are copied into the plugin's bundle and run there, with the plugin's SLF4J
 * (1.6 or later); the host does not use them.
 */
@NullMarked
package io.orka.wrap.slf4j;

import org.jspecify.annotations.NullMarked;
