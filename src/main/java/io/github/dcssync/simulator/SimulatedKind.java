package io.github.dcssync.simulator;

/** The two kinds of records an instance has. */
public enum SimulatedKind {
    BACKUP("backup_id", "backup_record_response", Shape.BACKUP),
    RESTORE("restore_id", "restore_record_response", Shape.RESTORE);

    private final String idField;
    private final String listField;
    private final Shape shape;

    SimulatedKind(String idField, String listField, Shape shape) {
        this.idField = idField;
        this.listField = listField;
        this.shape = shape;
    }

    /** The field that identifies a record, for example {@code backup_id}. */
    public String idField() {
        return idField;
    }

    /** The field of an answer that holds the records. */
    public String listField() {
        return listField;
    }

    Shape shape() {
        return shape;
    }
}
