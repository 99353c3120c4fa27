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
    record Look(String place, @Nullable Credentials credentials, @Nullable String projectId, boolean inFiles) {

        /** Something is wrong with what stands there, and that has been noted. */
        static final Look AT_FAULT = new Look("", null, null, false);

        static Look nothing(String place, String why) {
            return new Look(place + " (" + why + ")", null, null, false);
        }
    }

    /**
     * @return what stands there now
     * @throws SettingType.RefusedValue when it is half of what it should be, or cannot be read
     */
    Look look();

    /**
     * @return what stands there after a while, when files may have changed
     * @throws SettingType.RefusedValue as {@link #look}
     */
    default Look lookAgain() {
        return look();
    }
}
