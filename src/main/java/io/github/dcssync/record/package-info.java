/**
 * The records of the DCS API: which fields they have, how the service's JSON becomes rows, and what cannot become
 * one.
 */
package io.github.dcssync.record;
