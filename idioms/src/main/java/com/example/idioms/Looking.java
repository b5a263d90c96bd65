package com.example.idioms;

/**
 * Services that a component looks for by itself, as a reference would be described: dynamic and greedy.
 *
 * @param name what {@link Holder#held()} calls it
 * @param cardinality {@code 0..1} or {@code 0..n}
 * @param target the filter
 */
record Looking(String name, String cardinality, String target) {}
