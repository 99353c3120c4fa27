/** The composition root: what is plugged into what, and the policies that Camel's routes name. Only the commands know it. */
package io.github.dcssync.app;
