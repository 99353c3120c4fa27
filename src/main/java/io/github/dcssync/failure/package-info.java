/** The operator's two tables: what an error answer of the service means, and what the error code of a record means. */
package io.github.dcssync.failure;
