/**
 * The two HTTP servers and what they say of any request: where they listen, whom they let in, how long they wait. Does not know
 * what is asked for.
 */
package io.github.dcssync.http;
