package io.orka.benchmarks.report;

/**
 * A figure with its circumstances: the content of one result file.
 *
 * @param circumstances time, machine and command
 * @param figure the measurements
 */
public record Result(Circumstances circumstances, Figure figure) {}
