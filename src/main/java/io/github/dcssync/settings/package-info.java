/**
 * Every key an operator may set: type, default, check, and what is wrong with a value in one line. Does not know what is done
 * with it.
 */
package io.github.dcssync.settings;
