package io.github.dcssync.table;

import java.util.List;

/** Says everything that is wrong with a table of the operator's. */
public final class TableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    TableException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** @return one line a fault: the file, the entry, what is wrong and what would be right */
    public List<String> faults() {
        return faults;
    }
}
