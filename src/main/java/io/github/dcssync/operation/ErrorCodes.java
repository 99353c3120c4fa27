package io.github.dcssync.operation;

import io.github.dcssync.table.TableEntry;
import io.github.dcssync.table.TableException;
import io.github.dcssync.table.TableFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the error codes of records mean: config/error-codes.yaml. They have nothing to do with the codes of error
 * answers, although the API calls both {@code error_code}. Immutable.
 */
public final class ErrorCodes {

    /** The entry for operations that failed without a code. */
    public static final String UNCLASSIFIED = "unclassified";
    /** The entry for codes that have none. */
    public static final String UNKNOWN = "unknown";

    private static final List<String> KEYS = List.of("code", "category", "severity", "retryable", "backup_meaning",
            "restore_meaning", "owner", "runbook");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");
    /** The width of the column {@code error_code.code}. */
    private static final int LONGEST_CODE = 255;

    private final Map<String, ErrorCode> codes;

    private ErrorCodes(Map<String, ErrorCode> codes) {
        this.codes = Collections.unmodifiableMap(codes);
    }

    /**
     * Reads the codes.
     *
     * @throws TableException when the file cannot be read, an entry is wrong, a code stands there twice or one of the
     *                        two special entries is missing; with a line for each of these
     */
    public static ErrorCodes load(Path file) {
        TableFile table = new TableFile(file, "code");
        Map<String, ErrorCode> codes = new LinkedHashMap<>();
        for (TableEntry entry : table.entries()) {
            ErrorCode code = read(entry);
            if (code.code() != null && codes.putIfAbsent(comparable(code.code()), code) != null) {
                entry.refuse("this code has an entry already; delete one of them");
            }
        }
        requireSpecial(table, codes, UNCLASSIFIED, Category.UNCLASSIFIED, "failures without a code");
        requireSpecial(table, codes, UNKNOWN, Category.UNKNOWN, "codes without an entry");
        table.throwFaults();
        return new ErrorCodes(codes);
    }

    /**
     * @param code the code of a record that failed, in any case and with any blanks, or null
     * @return its entry; that of {@link #UNCLASSIFIED} when there is no code, that of {@link #UNKNOWN} when it has none
     */
    public ErrorCode of(@Nullable String code) {
        String key = code == null ? "" : comparable(code);
        return key.isEmpty() ? special(UNCLASSIFIED) : codes.getOrDefault(key, special(UNKNOWN));
    }

    private ErrorCode special(String code) {
        return Objects.requireNonNull(codes.get(code));
    }

    /** @return all entries in the order of the file, the two special ones among them */
    public Collection<ErrorCode> all() {
        return codes.values();
    }

    @SuppressWarnings("NullAway") // what was refused is null, and the code of no use
    private static ErrorCode read(TableEntry entry) {
        entry.allow(KEYS);
        String code = entry.text("code");
        if (code != null && code.length() > LONGEST_CODE) {
            entry.refuse("the code has more than " + LONGEST_CODE + " characters; no record's code has");
        }
        return new ErrorCode(kept(code), entry.choice("category", Category.class),
                entry.choice("severity", Severity.class), entry.truth("retryable"), entry.text("backup_meaning"),
                entry.text("restore_meaning"), entry.text("owner"), entry.text("runbook"));
    }

    private static void requireSpecial(TableFile table, Map<String, ErrorCode> codes, String code, Category category,
            String meaning) {
        ErrorCode entry = codes.get(code);
        if (entry == null || entry.category() != category) {
            table.refuse("an entry with the code '" + code + "' and the category '" + category.text()
                    + "' has to be there, for " + meaning);
        }
    }

    /** @return a code as it is kept, null for null: blanks of all kinds are plain ones, past which statements can read */
    static @Nullable String kept(@Nullable String code) {
        return code == null ? null : BLANK.matcher(code).replaceAll(" ");
    }

    private static String comparable(String code) {
        return BLANK.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
