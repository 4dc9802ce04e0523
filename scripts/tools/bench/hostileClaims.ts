import { letter, newFile, numbers, patchBody } from './hostileLetter'
import { plainLetters } from './hostilePlain'
import { patchLetter, person, type Structure } from './hostileStructure'

const EVE = 'Eve Example <eve@example.org>'
const code = (at: number) => numbers(12, (line) => `int unit_${at}_line_${line};`)
const title = (at: number) => `unit ${at}: fix the lock of ring ${at}`

/** Patches by many people that have nothing in common. */
function* strangers(count: number): Iterable<Buffer> {
  for (let at = 0; at < count; at++) {
    const diff = newFile(`unit${at}.c`, code(at))
    const body = patchBody(`change-id: 20240301-unit-${at}-0123456789ab\n\n${diff}`)
    yield letter({ id: `head${at}`, from: person(at), subject: `[PATCH] ${title(at)}`, body, minutes: at * 60 })
  }
}

/** An ordinary reply to one of them. */
const NEXT = letter({
  id: 'next',
  from: 'Joe Roe <joe@example.org>',
  subject: `Re: [PATCH] ${title(0)}`,
  body: '> +int unit_0_line_3;\n\nPlease rename it.\n',
  minutes: 200_000,
  references: ['head0'],
})

/** Patches by many people, then what Eve sends; then an ordinary mail. Plain mail is the same patches and as many letters by her. */
function claim(name: string, eve: (count: number) => Iterable<Buffer>, small = 400): Structure {
  return {
    name,
    unit: 'patches of other people',
    full: 2_000,
    small,
    next: NEXT,
    *plain(size) {
      yield* strangers(size)
      const sent = [...eve(size)]
      yield* plainLetters({ mails: sent.length, bytes: sent.reduce((sum, { length }) => sum + length, 0) })
    },
    *mails(size) {
      yield* strangers(size)
      yield* eve(size)
    },
  }
}

const lines = (count: number, make: (at: number) => string) => numbers(count, make).join('\n')
const cover = (body: string, more: { readonly id?: string; readonly minutes?: number } = {}) =>
  letter({ id: 'eve', from: EVE, subject: '[PATCH v3 0/2] tool: a cover letter', body, minutes: 150_000, ...more })
const link = (at: number) => `https://lore.kernel.org/r/head${at}@example.org/`

/** Mails of one person that claim to belong to the patches of everybody. */
export const CLAIMS: readonly Structure[] = [
  claim('nobody claims anything', () => []),
  claim('one reply whose references name everybody', (size) => [
    letter({
      id: 'eve',
      from: EVE,
      subject: 'Re: thanks',
      body: 'Thanks.\n',
      minutes: 150_000,
      references: numbers(size, (at) => `head${at}`),
    }),
  ]),
  claim('a cover letter that links to everybody', (size) => [
    cover(lines(size, (at) => `v${(at % 9) + 1}: ${link(at)}`)),
  ]),
  claim('a cover letter that supersedes everybody', (size) => [
    cover(lines(size, (at) => `Supersedes: <head${at}@example.org>`)),
  ]),
  claim('a cover letter with the change-ids of everybody', (size) => [
    cover(lines(size, (at) => `change-id: 20240301-unit-${at}-0123456789ab`)),
  ]),
  claim('many cover letters that link to 20 people each', (size) =>
    numbers(Math.floor(size / 10), (at) =>
      letter({
        id: `eve${at}`,
        from: EVE,
        subject: `[PATCH v3 0/2] tool: cover letter ${at}`,
        body: lines(20, (one) => `v2: ${link((at * 10 + one) % size)}`),
        minutes: 150_000 + at,
      }),
    ),
  ),
  claim('many replies that refer to 20 people each', (size) =>
    numbers(Math.floor(size / 10), (at) =>
      letter({
        id: `eve${at}`,
        from: EVE,
        subject: 'Re: thanks',
        body: `Thanks, ${at}.\n`,
        minutes: 150_000 + at,
        references: numbers(20, (one) => `head${(at * 10 + one) % size}`),
      }),
    ),
  ),
  claim('a series with the titles of everybody', (size) =>
    numbers(size, (at) =>
      patchLetter({
        id: `eve${at}`,
        from: EVE,
        subject: `[PATCH v2 ${at + 1}/${size}] ${title(at)}`,
        path: `eve${at}.c`,
        lines: [`int eve_${at};`],
        minutes: 150_000 + at,
        references: ['eve'],
      }),
    ),
  ),
  claim('a series with the code of everybody', (size) =>
    numbers(size, (at) =>
      letter({
        id: `eve${at}`,
        from: EVE,
        subject: `[PATCH ${at + 1}/${size}] tool: take unit ${at}`,
        body: `From: ${person(at)}\n\n${patchBody(newFile(`unit${at}.c`, code(at)))}`,
        minutes: 150_000 + at,
        references: ['eve'],
      }),
    ),
  ),
  claim('one patch with the code of everybody', (size) => [
    letter({
      id: 'eve',
      from: EVE,
      subject: '[PATCH] tool: take everything',
      body: patchBody(numbers(size, (at) => newFile(`unit${at}.c`, code(at))).join('')),
      minutes: 150_000,
    }),
  ]),
  claim('patches under the name and title of everybody', (size) =>
    numbers(size, (at) =>
      patchLetter({
        id: `eve${at}`,
        from: `Rex ${at} <rex${at}@evil.example.org>`,
        subject: `[PATCH v2] ${title(at)}`,
        path: `unit${at}.c`,
        lines: code(at),
        minutes: 150_000 + at,
      }),
    ),
  ),
]
