package io.github.dcssync.bench;

import java.util.Optional;

/** Who copies. */
enum Contender {

    FLOOR("floor", "raw floor", "Floor"),
    DCS_SYNC("dcs-sync", "dcs-sync", ""),
    VENDOR_SDK("sdk", "vendor SDK, JDBC batches", "VendorSdk"),
    SPRING_BATCH("spring-batch", "Spring Batch, tuned", "SpringBatch"),
    CAMEL("camel", "Camel, first version", "NaiveCamel"),
    NOTHING("nothing", "a virtual machine alone", "Nothing");

    private final String key;
    private final String title;
    private final String program;

    Contender(String key, String title, String program) {
        this.key = key;
        this.title = title;
        this.program = program;
    }

    /** What chooses it on the command line. */
    String key() {
        return key;
    }

    /** What the figures call it. */
    String title() {
        return title;
    }

    /** The name of its main class, unless it has a launcher of its own. */
    Optional<String> program() {
        return program.isEmpty() ? Optional.empty() : Optional.of("io.github.dcssync.bench.contender." + program);
    }
}
