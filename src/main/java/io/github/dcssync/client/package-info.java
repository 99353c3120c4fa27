/**
 * How the program speaks HTTP, whomever it asks: one configuration, in which nothing waits for ever. Does not know who asks
 * nor what.
 */
@NullMarked
package io.github.dcssync.client;

import org.jspecify.annotations.NullMarked;
