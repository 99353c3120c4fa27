/**
 * The report views and an instance's story, read for people and programs. Changes nothing, and computes nothing that a view
 * could.
 */
package io.github.dcssync.report;
