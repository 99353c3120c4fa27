/** The benchmark: dcs-sync beside a floor without any framework and beside the vendor's SDK, in one run. */
package io.github.dcssync.bench;
