package io.github.dcssync.settings;

import java.util.Map;

/** What a log line looks like. */
public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** A JSON object a line, for machines. */
    JSON;

    /** @return what the environment alone asks for, before any settings are read */
    public static LogFormat of(Map<String, String> environment) {
        return "json".equalsIgnoreCase(environment.getOrDefault("DCS_LOG_FORMAT", "").trim()) ? JSON : TEXT;
    }
}
