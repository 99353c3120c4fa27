/** The report page, its API and the page as one file. Does not know how it is listened for. */
package io.github.dcssync.web;
