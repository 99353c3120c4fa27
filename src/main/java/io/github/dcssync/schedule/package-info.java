/**
 * When syncs begin: what the schedule missed, and how several processes share it through the reporting database. Does not
 * know what a sync does; who may sync is decided by the lease.
 */
package io.github.dcssync.schedule;
