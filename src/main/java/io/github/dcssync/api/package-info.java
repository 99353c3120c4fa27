/**
 * The DCS service as the program sees it: signed requests at a bounded pace, and what its error answers say. Does not know
 * what an answer is for, nor that it is stored.
 */
package io.github.dcssync.api;
