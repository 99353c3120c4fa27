/** The schedule: what it missed, and how several processes share it through the reporting database. */
package io.github.dcssync.cluster;
