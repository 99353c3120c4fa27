/**
 * What the settings say about instances, as reports read it: protection policies and the selection. Knows tables and settings,
 * not what is judged by them.
 */
@NullMarked
package io.github.dcssync.protection;

import org.jspecify.annotations.NullMarked;
