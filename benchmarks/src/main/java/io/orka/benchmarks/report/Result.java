package io.orka.benchmarks.report;

/**
 * A figure with its circumstances: the content of one file.
 *
 * @param circumstances when and where
 * @param figure what was measured
 */
public record Result(Circumstances circumstances, Figure figure) {}
