package io.github.dcssync.settings;

import io.github.dcssync.table.TableException;

/** The regions of the operator's table, which is read when a setting needs it. */
final class KnownRegions {

    private final OperatorFiles files;
    private final Violations faults;
    private Regions read;

    /** @param faults hear what is wrong with the table */
    KnownRegions(OperatorFiles files, Violations faults) {
        this.files = files;
        this.faults = faults;
    }

    /** None where the table cannot be used, which is a fault. */
    Regions get() {
        if (read == null) {
            try {
                read = Regions.load(files.file(Regions.FILE));
            } catch (TableException e) {
                e.faults().forEach(faults::add);
                read = Regions.none();
            }
        }
        return read;
    }
}
