/** What the demo shows: two simulated projects and what happened to them over the last sixty days. */
package io.github.dcssync.demo;
