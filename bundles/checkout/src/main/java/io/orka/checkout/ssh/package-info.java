/** SSH connections that are compatible with OpenSSH in keys, known hosts, configuration and agent. */
@NullMarked
package io.orka.checkout.ssh;

import org.jspecify.annotations.NullMarked;
