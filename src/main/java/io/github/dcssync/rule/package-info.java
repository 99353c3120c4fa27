/**
 * What an error answer of the service means, and whom it ends: the rules of {@code config/api-errors.yaml}. Knows no Camel,
 * no database and no request; whoever asks says what was answered.
 */
@NullMarked
package io.github.dcssync.rule;

import org.jspecify.annotations.NullMarked;
