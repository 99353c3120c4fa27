/**
 * What the command {@code check} looks at before anything runs: settings, network, credentials and database. Writes nothing,
 * and knows no Camel context.
 */
package io.github.dcssync.check;
