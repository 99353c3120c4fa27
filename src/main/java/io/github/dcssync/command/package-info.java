/**
 * The command line: a class a command, exit codes, progress and what is said on which stream. Knows every room, and no room
 * knows it.
 */
@NullMarked
package io.github.dcssync.command;

import org.jspecify.annotations.NullMarked;
