/** Health and metrics. */
package io.github.dcssync.management;
