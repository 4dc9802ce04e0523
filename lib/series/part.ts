import type { Version } from './types'

/** Whether a posting is some patches of a version, without a cover. */
export function isPart({ cover, patches, total }: Version): boolean {
  return cover === null && patches.length < total
}

/**
 * Whether a part was sent as one, outside of the thread of the version whose patches it replaces: all of it is below a patch other than the
 * first, and that one answers nothing. A part whose other patches were lost answers one of them.
 */
export function standsAlone(version: Version): boolean {
  const [root, ...others] = version.patches.filter(({ mail }) => !mail.answers)
  return (
    isPart(version) &&
    root !== undefined &&
    root.number > 1 &&
    others.length === 0 &&
    version.patches.every(({ mail }) => mail.thread === root.mail.thread)
  )
}
