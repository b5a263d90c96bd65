package io.orka.benchmarks.subject;

import io.orka.sdk.OrkaCall;
import org.pf4j.ExtensionPoint;

/** The extension point that the host gets from PF4J. */
public interface PingPoint extends OrkaCall, ExtensionPoint {}
