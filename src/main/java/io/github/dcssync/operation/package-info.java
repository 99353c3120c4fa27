/**
 * Backups and restorations that failed at the service: what their error codes mean, and the failures that are kept. Knows
 * nothing of requests that went wrong, which are the rules' business.
 */
@NullMarked
package io.github.dcssync.operation;

import org.jspecify.annotations.NullMarked;
