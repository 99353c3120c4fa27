/** Spans of the routes for OpenTelemetry. Nothing here is loaded unless tracing is enabled. */
package io.github.dcssync.tracing;
