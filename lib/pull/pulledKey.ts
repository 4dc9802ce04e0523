/** The key of the pull requests that list a patch with this title. `titleKey`: see normaliseTitle. */
export function pulledKey(titleKey: string): string {
  return `pulled ${titleKey}`
}
