/** Control, bidi and invisible characters except tab, line feed and the joiners U+200C and U+200D, which many scripts need. */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/**
 * Spells out characters that are invisible or reorder the text, as `<U+202E>`. Mail is hostile: a right-to-left override makes a
 * diff read as something it is not (Trojan Source, CVE-2021-42574).
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (char) => `<U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`)
}
