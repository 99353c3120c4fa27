/** How the program speaks HTTP, whomever it asks: one configuration, in which nothing waits for ever. */
package io.github.dcssync.client;
