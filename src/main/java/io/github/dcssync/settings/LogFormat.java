package io.github.dcssync.settings;

/** What a log line looks like. */
public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** A JSON object a line, for machines. */
    JSON
}
