/** The DCS service as the program sees it: signed requests at a bounded pace, and what its error answers say. */
package io.github.dcssync.api;
