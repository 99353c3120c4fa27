/** How threads and repetitions beside the work are named, go on and end with the process. Knows nothing of the program. */
@NullMarked
package io.github.dcssync.thread;

import org.jspecify.annotations.NullMarked;
