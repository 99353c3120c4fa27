/** The HTTP servers, the report page and its API. */
package io.github.dcssync.web;
