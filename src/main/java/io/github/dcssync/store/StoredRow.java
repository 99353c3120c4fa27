package io.github.dcssync.store;

/** What is stored of a record: its columns as canonical text, and since when it was seen to be absent. */
record StoredRow(String absentSince, String[] values) {
}
