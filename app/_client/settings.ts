/** What the browser keeps for this site; without storage (private windows, blocked site data) nothing is kept and nothing fails. */
type Setting = 'keys'

export function readSetting(name: Setting): string | null {
  try {
    return localStorage.getItem(`reroll.${name}`)
  } catch {
    return null
  }
}

/** Keeps a value; null forgets it. */
export function writeSetting(name: Setting, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`reroll.${name}`)
    else localStorage.setItem(`reroll.${name}`, value)
  } catch {
    // Nothing is kept then.
  }
}
