/** The schedule that several processes share through the reporting database. */
package io.github.dcssync.cluster;
