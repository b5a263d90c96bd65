/**
 * An engine bundle for tests. Each usual way to hold a plugin's service is in one component, which reports the services
 * that it holds.
 *
 * <p>Scopes are not tested. A plugin's service has singleton scope, so {@code BUNDLE} and {@code PROTOTYPE} references
 * get the same object as all others, and a {@code PROTOTYPE_REQUIRED} one is never satisfied.
 */
@NullMarked
package com.example.idioms;

import org.jspecify.annotations.NullMarked;
