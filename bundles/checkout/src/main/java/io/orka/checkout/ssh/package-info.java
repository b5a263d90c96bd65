/** SSH compatible with OpenSSH, by a library: keys, known hosts, the user's configuration and agent. */
@NullMarked
package io.orka.checkout.ssh;

import org.jspecify.annotations.NullMarked;
