/** Health, metrics and traces: what machines ask of the process. Reads the tables and changes nothing. */
package io.github.dcssync.observe;
