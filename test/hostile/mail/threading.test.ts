import { describe, expect, it } from 'vitest'
import type { Db } from '../../../db/open'
import { dump } from '../../support/dump'
import { ingestMails, shuffle } from '../../support/ingest'
import { pageText, publish } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { odd, openMessage, PATCH } from './odd'

const folder = tempFolder()
const at = (minute: number) =>
  `Received: from mx.example.org by list.example.org; Fri, 1 Mar 2024 10:${String(minute).padStart(2, '0')}:00 +0000`
const thread = (name: string, minute: number, lines: readonly string[] = []) =>
  odd(
    [
      `Message-ID: <${name}@example.org>`,
      `Subject: ${name === 'p' ? '' : 'Re: '}[PATCH] let it sleep`,
      at(minute),
      ...lines,
    ],
    name === 'p' ? PATCH : `${name} speaks.\n`,
  )
/** The thread tree as lines: `reply < parent`, `reply < (ghost)`, and roots alone. */
const tree = (db: Db) =>
  db
    .prepare<[], string>(
      `SELECT m.key || CASE WHEN p.parent IS NOT NULL THEN ' < ' || parent.key WHEN ghost IS NOT NULL THEN ' < (' || ghost || ')' ELSE '' END
       FROM places AS p JOIN messages AS m ON m.id = p.message LEFT JOIN messages AS parent ON parent.id = p.parent ORDER BY m.key`,
    )
    .pluck()
    .all()
    .map((line) => line.replaceAll('@example.org', ''))
const treeOf = async (...mails: readonly Buffer[]) => tree(await publish(folder, mails))

describe('what a mail answers', () => {
  it.each([
    ['In-Reply-To alone', ['In-Reply-To: <p@example.org>'], 'r < p'],
    ['References alone', ['References: <x@example.org> <p@example.org>'], 'r < p'],
    [
      'In-Reply-To when the last reference differs',
      ['In-Reply-To: <p@example.org>', 'References: <p@example.org> <q@example.org>'],
      'r < p',
    ],
    ['the first of several in In-Reply-To', ['In-Reply-To: <p@example.org> <q@example.org>'], 'r < p'],
    ['a doubled In-Reply-To', ['In-Reply-To: <p@example.org>', 'In-Reply-To: <p@example.org>'], 'r < p'],
    ['doubled References', ['References: <p@example.org>', 'References: <q@example.org> <p@example.org>'], 'r < p'],
    ['the answer y to a prompt', ['In-Reply-To: y'], 'r'],
    ['the answer n, and References', ['In-Reply-To: n', 'References: <p@example.org>'], 'r < p'],
    ['prose around the id', ['In-Reply-To: Jane\'s message of "Fri" <p@example.org>'], 'r < p'],
    ['an address in a comment', ['In-Reply-To: <p@example.org> (from jane@example.org)'], 'r < p'],
    ['itself', ['In-Reply-To: <r@example.org>'], 'r'],
    ['itself, then another', ['In-Reply-To: <r@example.org>', 'References: <p@example.org>'], 'r < p'],
    [
      '42 ids, folded',
      [`References: ${Array.from({ length: 41 }, (_, n) => `<n${n}@example.org>`).join('\n ')}\n <p@example.org>`],
      'r < p',
    ],
    ['a mail that nobody has seen', ['In-Reply-To: <ghost@example.org>'], 'r < (ghost)'],
  ])('is %s', async (_, lines, expected) => {
    expect(await treeOf(thread('p', 0), thread('q', 1), thread('r', 2, lines))).toContain(expected)
  })
})

describe('threads', () => {
  it('keep a place for a mail that arrives late, fill it, and are the same in every order of arrival', async () => {
    const mails = [
      thread('p', 0),
      thread('q', 1, ['In-Reply-To: <p@example.org>']),
      thread('r', 2, ['In-Reply-To: <q@example.org>']),
      thread('s', 3, ['In-Reply-To: <r@example.org>']),
    ]
    const [p, q, r, s] = mails as [Buffer, Buffer, Buffer, Buffer]
    const db = await publish(folder, [p, r, s])
    expect(tree(db)).toEqual(['p', 'r < (q)', 's < r'])
    expect(pageText(await openMessage('r@example.org'))).toContain('q@example.org (not imported here)')
    await ingestMails(db, [q])
    expect(tree(db)).toEqual(['p', 'q < p', 'r < q', 's < r'])
    const rows = dump(db)
    for (let seed = 1; seed <= 6; seed++) {
      const order = shuffle(mails, seed)
      const other = await publish(folder, order.slice(0, 2))
      await ingestMails(other, order.slice(2))
      expect(dump(other)).toEqual(rows)
    }
  })

  it('that form a loop have a root all the same', async () => {
    const circle = ['a', 'b', 'c'].map((name, index, all) =>
      thread(name, index, [`In-Reply-To: <${all[(index + 1) % 3]}@example.org>`]),
    )
    const db = await publish(folder, circle)
    expect(tree(db).filter((line) => !line.includes('<'))).toHaveLength(1)
    expect(pageText(await openMessage('a@example.org'))).toContain('c speaks.'.slice(0, 1))
    expect(dump(await publish(folder, [...circle].reverse()))).toEqual(dump(db))
  })

  it('with 318 mails, 57 deep, are shown', async () => {
    const deep = Array.from({ length: 57 }, (_, n) =>
      thread(`d${n}`, 1, n === 0 ? ['In-Reply-To: <p@example.org>'] : [`In-Reply-To: <d${n - 1}@example.org>`]),
    )
    const wide = Array.from({ length: 260 }, (_, n) => thread(`w${n}`, 2, ['In-Reply-To: <p@example.org>']))
    await publish(folder, [thread('p', 0), ...deep, ...wide])
    const html = await openMessage('d56@example.org')
    expect(html.match(/href="\/message\/[dw]\d+%40example\.org"/g)?.length).toBeGreaterThan(300)
  })
})
