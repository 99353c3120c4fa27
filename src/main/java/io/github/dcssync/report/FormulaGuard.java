package io.github.dcssync.report;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from taking a cell for a formula: instances and remarks are named by strangers. An apostrophe goes
 * before the cell, and before what would begin another one where the spreadsheet splits at semicolons or lines.
 */
final class FormulaGuard {

    /** What spreadsheets pass over at the start of a cell: blanks, quotes, controls, and what shows no mark. */
    private static final String UNSEEN = "[\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u0020\\u0022\\u007f-\\u00a0\\u00ad"
            + "\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180e\\u2000-\\u200f\\u2028-\\u202f"
            + "\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb]*";
    /** What begins a formula, in full width and small, too. */
    private static final String SIGN = "[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\ufe66\\ufe62\\ufe63\\ufe6b\\u2212]";
    /** The same in {@code page.js}, which a test holds against this. */
    static final String START = "(^|[;\\r\\n])(" + UNSEEN + SIGN + ")";

    private static final Pattern FORMULA = Pattern.compile(START);
    private static final String BLANKS = "\t\r\n";

    private FormulaGuard() {
    }

    /** @return the text as it is to stand in a cell; the same unless it could be taken for a formula */
    static String guarded(String text) {
        String guarded = FORMULA.matcher(text).replaceAll("$1'$2");
        boolean isSuspect = !guarded.equals(text) || !text.isEmpty() && BLANKS.indexOf(text.charAt(0)) >= 0;
        return isSuspect && !guarded.startsWith("'") ? "'" + guarded : guarded;
    }
}
