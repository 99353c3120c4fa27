/**
 * The report views and an instance's story, read for people and programs. Changes nothing, and computes nothing that a view
 * could.
 */
@NullMarked
package io.github.dcssync.report;

import org.jspecify.annotations.NullMarked;
