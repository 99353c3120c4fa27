package io.github.dcssync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The time that processes have had of the processors, in seconds, as Linux counts it: in hundredths. */
final class ProcessorTime {

    private static final double TICKS_A_SECOND = 100;
    /** Behind the name in parentheses, which may have blanks, fields are counted from the third: the state. */
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private ProcessorTime() {
    }

    /** Of this process. */
    static double own() throws IOException {
        String[] fields = fields(ProcessHandle.current().pid());
        return seconds(fields, USER, SYSTEM);
    }

    /** Of the processes that this one has started and seen end, with all whom they had started. */
    static double endedChildren() throws IOException {
        return seconds(fields(ProcessHandle.current().pid()), CHILDREN_USER, CHILDREN_SYSTEM);
    }

    /** Of a process and all whom it has started, whether they have ended or not. */
    static double tree(long root) throws IOException {
        double sum = seconds(fields(root), USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
        for (ProcessHandle child : ProcessHandle.of(root).stream().flatMap(ProcessHandle::children).toList()) {
            try {
                sum += tree(child.pid());
            } catch (NoSuchFileException e) {
                // It has just ended; it counts among the ended children the next time.
                continue;
            }
        }
        return sum;
    }

    private static String[] fields(long process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private static double seconds(String[] fields, int... places) {
        long ticks = 0;
        for (int place : places) {
            ticks += Long.parseLong(fields[place]);
        }
        return ticks / TICKS_A_SECOND;
    }
}
