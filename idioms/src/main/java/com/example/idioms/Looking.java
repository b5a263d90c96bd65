package com.example.idioms;

/**
 * A lookup that a component makes without a reference, described like a dynamic and greedy reference.
 *
 * @param name the name in {@link Holder#held()}
 * @param cardinality {@code 0..1} or {@code 0..n}
 * @param target the filter
 */
record Looking(String name, String cardinality, String target) {}
