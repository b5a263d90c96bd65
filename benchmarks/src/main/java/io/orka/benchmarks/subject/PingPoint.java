package io.orka.benchmarks.subject;

import io.orka.sdk.OrkaCall;
import org.pf4j.ExtensionPoint;

/** What the host asks PF4J for. */
public interface PingPoint extends OrkaCall, ExtensionPoint {}
