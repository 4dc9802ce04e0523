/** Texts of one repeated character, of two, and of one after keywords that a parser looks for; written for this project. */

const SIGNS = [
  ...Array.from({ length: 0x7f }, (_, code) => String.fromCharCode(code)).filter(
    (character) => !/[b-zB-Z2-8]/.test(character),
  ),
  '\u00e9',
  '\u00a0',
  '\u200b',
  '\u202e',
  '\ufffd',
  '\u4e00',
  '\u{1f600}',
  'e\u0301',
]

const PAIR_SIGNS = [' ', '\n', '<', '>', '"', '(', ')', '[', '-', '=', '?', '@', ':', ',', '1', 'a']

/** What comes before and after a run, so that a regular expression has to give up inside it or start over. */
const FRAMES: readonly (readonly [string, string])[] = [
  ['<', '>'],
  ['"', '" <a@b>'],
  ['(', ''],
  ['[PATCH ', '] a'],
  ['[PATCH v2 1', '/2] a'],
  ['Re: [', ''],
  ['Reviewed-by: ', ''],
  ['Reviewed-by: A <a@b> ', ' x'],
  ['Signed-off-by: ', '@x'],
  ['diff --git a/', ' b/x'],
  ['diff --git "a/', '" "b/x"'],
  ['--- a/', '\n+++ b/x\n@@ -1 +1 @@'],
  ['--- a/f\n+++ b/f\n@@ -1 +1 @@\n', ''],
  ['--- a/f\n+++ b/f\n@@ -1,999 +1,999 @@\n+', '\n'],
  ['@@ -', ' @@'],
  ['On ', ' wrote:'],
  ['On Thu, 1 Sep 2022, ', '\n> a'],
  ['> ', ''],
  ['From: ', '\nSubject: a\n'],
  ['-----Original Message-----\n', ''],
  ['Changes since v1:\n- ', ''],
  ['Changes in v2: ', ' (A)'],
  ['v1 -> v2:\n', ''],
  ['- patch 1', ': a'],
  ['patches 1-', ', 2 and 3'],
  ['https://lore.kernel.org/all/', '/'],
  ['https://', ' x'],
  ['=?utf-8?q?', '?='],
  ['=?utf-8?b?', '?='],
  ['Thu, 1 Sep 2022 ', ' +0000'],
  ['Applied to ', ', thanks.'],
  ['Please ', ' drop it?'],
  ['NAK', ''],
  ['With that fixed', ': Reviewed-by: A <a@b>'],
  ['<!--X-Message-Id: ', ' -->'],
  ['<!-- id="', '" -->'],
  ['<a href="', '">x</a>'],
  ['&', ';'],
  ['From a Thu Sep  1 07:18:10 2022', ''],
  ['From: a at b (', ')\nDate: x\n\n'],
  ['From: A <a@b>\n', '\n\nbody'],
  ['change-id: ', ''],
  ['base-commit: ', ''],
]

const fill = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length))

export interface Run {
  /** Its name in the report of a slow parser. */
  readonly name: string
  readonly text: (length: number) => string
}

const name = (...pieces: readonly string[]): string => pieces.map((piece) => JSON.stringify(piece)).join(' ')

export const SINGLE_RUNS: readonly Run[] = SIGNS.map((sign) => ({
  name: name(sign),
  text: (length) => fill(sign, length),
}))

export const PAIR_RUNS: readonly Run[] = PAIR_SIGNS.flatMap((one) =>
  PAIR_SIGNS.filter((other) => other !== one).map((other) => ({
    name: name(one + other),
    text: (length: number) => fill(one + other, length),
  })),
)

const FRAMED_SIGNS = [' ', '\n', ' \n', '<', '"', '(', '-', '/', ', ', '.', '0', 'a ', 'A', '\n> ', '\n- ', 'a@b ']

export const FRAMED_RUNS: readonly Run[] = FRAMES.flatMap(([before, behind]) => [
  ...FRAMED_SIGNS.map((sign) => ({
    name: name(before, sign, behind),
    text: (length: number) => before + fill(sign, length) + behind,
  })),
  { name: `again and again ${name(before, behind)}`, text: (length: number) => fill(`${before}a${behind}`, length) },
  { name: `in lines ${name(before, behind)}`, text: (length: number) => fill(`${before}a${behind}\n`, length) },
])
