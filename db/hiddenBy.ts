/** In `hidden`, stored instead of the name of an archive. No archive has this name. */
export const BY_HAND = 'by hand'

/** In `hidden`, stored instead of a content hash: every mail with the Message-ID. */
export const ANY_CONTENT = ''
