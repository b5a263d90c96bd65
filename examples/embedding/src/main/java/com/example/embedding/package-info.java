/** Engine code outside the framework. */
@NullMarked
package com.example.embedding;

import org.jspecify.annotations.NullMarked;
