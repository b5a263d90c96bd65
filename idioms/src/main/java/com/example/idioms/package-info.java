/**
 * An engine bundle for tests: every usual way to hold a plugin's service, each in a component that says what it holds.
 *
 * <p>Scopes do not appear. A plugin's service has singleton scope, so {@code BUNDLE} and {@code PROTOTYPE} references get
 * the same object as all others, and a {@code PROTOTYPE_REQUIRED} one is never satisfied.
 */
@NullMarked
package com.example.idioms;

import org.jspecify.annotations.NullMarked;
