/**
 * Who the program is to the cloud: what IAM gives for the credentials of the settings, and what makes a source's requests
 * acceptable with it. Does not know what the service is asked for.
 */
@NullMarked
package io.github.dcssync.identity;

import org.jspecify.annotations.NullMarked;
