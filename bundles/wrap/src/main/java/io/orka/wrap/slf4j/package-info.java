/**
 * What a plugin gets that brings SLF4J without a provider: one that hands on to {@code java.util.logging}. These classes are
 * copied into the plugin's bundle and run there, with the plugin's SLF4J of whatever version from 1.6 on; the host uses none
 * of them.
 */
@NullMarked
package io.orka.wrap.slf4j;

import org.jspecify.annotations.NullMarked;
