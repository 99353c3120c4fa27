/** How threads and repetitions beside the work are named, go on and end with the process. Knows nothing of the program. */
package io.github.dcssync.thread;
