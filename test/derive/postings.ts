import { deriveMails } from '../../lib/derive/deriveMails'
import { mail, type Short } from './fixture'

/** A patch that adds these words, one to a line, to a file. */
export const patchOf = (file: string, words: readonly string[], notes = '') =>
  `Why.\n---\n${notes}diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1,${words.length + 1} @@\n old\n${words
    .map((word) => `+int ${word}_of_the_driver;\n`)
    .join('')}`

/** Words of three drivers that share none. */
export const ABC = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']
export const XYZ = ['omega', 'sigma', 'kappa', 'theta', 'lambda']
export const PQR = ['red', 'green', 'blue', 'white', 'black']

/** A single patch that adds these words. */
export const single = (
  id: string,
  subject: string,
  at: number,
  words: readonly string[],
  more: Partial<Short> = {},
): Short => ({
  id,
  subject,
  at,
  body: patchOf('driver.c', words),
  ...more,
})

/** A series without a cover; each patch adds its words to a file of its own. */
export const postings = (
  prefix: string,
  mark: string,
  at: number,
  parts: Readonly<Record<string, readonly string[]>>,
  more: Partial<Short> = {},
) =>
  Object.entries(parts).map(([title, words], index, all): Short => {
    const to = index === 0 ? [] : [`${prefix}1`]
    const subject = `[PATCH${mark} ${index + 1}/${all.length}] ${title}`
    return { id: `${prefix}${index + 1}`, subject, at: at + index, to, body: patchOf(`${words[0]}.c`, words), ...more }
  })

/** The evidence of each version's link, in order. */
export const evidence = (mails: readonly Short[]) =>
  deriveMails(mails.map(mail)).series.flatMap(({ versions }) => versions.map(({ link }) => link?.evidence ?? []))
