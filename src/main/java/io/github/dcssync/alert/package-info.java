/** Telling people and their tools what happens: what alerts are about, and how they leave. */
package io.github.dcssync.alert;
