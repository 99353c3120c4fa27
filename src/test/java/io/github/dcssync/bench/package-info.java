/** The benchmark: dcs-sync beside a floor without any library and beside what others would write, in one run. */
package io.github.dcssync.bench;
