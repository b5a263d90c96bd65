/**
 * The SLF4J provider that Orka adds to a plugin with SLF4J but without a provider. The provider logs to {@code
 * java.util.logging}. Orka copies these classes into the plugin's bundle, where they use the plugin's SLF4J (1.6 or
 * later). The host does not use these classes.
 */
@NullMarked
package io.orka.wrap.slf4j;

import org.jspecify.annotations.NullMarked;
