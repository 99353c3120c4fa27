package io.github.dcssync.identity;

/**
 * A project as IAM has it.
 *
 * @param id   32 hexadecimal digits
 * @param name unique within its account, but may be changed
 */
public record IamProject(String id, String name) {
}
