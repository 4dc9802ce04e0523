import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('app/styles/tokens.css', 'utf8')
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')

/** The text colours and backgrounds that occur together on the pages. */
const PAIRS: readonly (readonly [string, readonly string[]])[] = [
  ['ink', ['paper', 'raised', 'sunk', 'old-tint', 'new-tint', 'old-mark', 'new-mark', 'accent-faint', 'here-tint']],
  ['ink-soft', ['paper', 'raised', 'sunk', 'here-tint']],
  ['ink-faint', ['paper', 'raised', 'sunk', 'accent-faint', 'here-tint']],
  ['link', ['paper', 'sunk', 'accent-faint', 'here-tint']],
  ['accent', ['paper', 'accent-tint', 'accent-faint', 'sunk', 'here-tint']],
  ['old', ['paper', 'old-tint', 'old-mark', 'sunk', 'here-tint']],
  ['new', ['paper', 'new-tint', 'new-mark', 'sunk', 'here-tint']],
  ['quote-1', ['paper', 'here-tint']],
  ['quote-2', ['paper']],
  ['quote-3', ['paper']],
]

describe.each([
  ['light', light],
  ['dark', dark.split('@media print')[0] ?? ''],
])('%s colours', (_scheme, text) => {
  it.each(PAIRS.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground] as const)))(
    '--%s on --%s has a contrast of at least 4.5',
    (ink, ground) => {
      expect(contrast(colour(text, ink), colour(text, ground))).toBeGreaterThanOrEqual(4.5)
    },
  )
})

function colour(text: string, name: string): readonly number[] {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(text)?.[1]
  if (hex === undefined) throw new Error(`--${name} is not a colour of six digits`)
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
