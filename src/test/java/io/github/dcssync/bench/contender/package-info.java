/** Those who copy the same lists, each a program of its own, and what the ones without a library are made of. */
package io.github.dcssync.bench.contender;
