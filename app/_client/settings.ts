/** Settings in the storage of the browser. Where storage is not available, as in some private windows, nothing is kept and nothing fails. */
type Setting = 'keys' | 'columns' | 'me' | 'folds' | 'mine' | 'visit'

export function readSetting(name: Setting): string | null {
  try {
    return localStorage.getItem(`reroll.${name}`)
  } catch {
    return null
  }
}

/** Stores a value; null removes it. */
export function writeSetting(name: Setting, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`reroll.${name}`)
    else localStorage.setItem(`reroll.${name}`, value)
  } catch {
    // No storage: the setting is not kept.
  }
}
