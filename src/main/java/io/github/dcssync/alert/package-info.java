/** What alerts are about, how they wait, and how they leave for people and their tools. Does not know when a condition holds. */
package io.github.dcssync.alert;
