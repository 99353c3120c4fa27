package io.github.dcssync.settings;

import org.jspecify.annotations.Nullable;

/** A place where the credentials of a source may stand. */
interface CredentialLink {

    /**
     * What stands in a place.
     *
     * @param place       what it is called; with the reason where nothing was taken from it
     * @param credentials null where nothing was taken
     * @param projectId   of the project that stands beside them, or null
     * @param inFiles     whether files have some of it, which may change
     */
    record CredentialLook(String place, @Nullable Credentials credentials, @Nullable String projectId,
            boolean inFiles) {

        /** Something is wrong with what stands there, and that has been noted. */
        static final CredentialLook AT_FAULT = new CredentialLook("", null, null, false);

        static CredentialLook nothing(String place, String why) {
            return new CredentialLook(place + " (" + why + ")", null, null, false);
        }
    }

    /**
     * A region that stands beside credentials.
     *
     * @param name  as it was written
     * @param place where it stands, for people
     */
    record RegionBeside(String name, String place) {
    }

    /** @return the region that stands in this place, or null; what cannot be read has none */
    default @Nullable RegionBeside region() {
        return null;
    }

    /**
     * @return what stands there now
     * @throws SettingType.RefusedValue when it is half of what it should be, or cannot be read
     */
    CredentialLook look();

    /**
     * @return what stands there after a while, when files may have changed
     * @throws SettingType.RefusedValue as {@link #look}
     */
    default CredentialLook lookAgain() {
        return look();
    }
}
