import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageId } from '../../lib/mail/types'
import { fieldsOf, noteFields, OBJECTS, type Seen } from '../docs/apiFields'
import { type CommitParts, loseCommits, putCommits, shaOf } from '../support/commits'
import { requestPage } from '../support/handlers'
import { type MailParts, mail } from '../support/mail'
import { publish } from '../support/page'
import { tempFolder } from '../support/tempFolder'

const id = (name: string) => `${name}@example.org` as MessageId
const RITA = 'Rita Reader <rita@example.net>'
const MAX = 'Max Maintainer <max@example.org>'

const hunk = (file: string, ...lines: readonly string[]) =>
  `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1,${lines.length + 1} @@\n old\n${lines.map((line) => `+${line};\n`).join('')}`
const patch = (name: string, title: string, diff: string, more: Partial<MailParts> = {}): MailParts => ({
  id: id(name),
  subject: `[PATCH] ${title}`,
  body: `Why.\n---\n${diff}`,
  cc: `${RITA}, ${MAX}`,
  ...more,
})
const reply = (name: string, to: string, body: string, minutes: number, from = RITA): MailParts => ({
  id: id(name),
  subject: `Re: ${to}`,
  body,
  from,
  minutes,
  inReplyTo: id(to),
})

const [INLET, OUTLET] = [
  hunk('inlet', 'open_the_inlet(pump)', 'fill_the_inlet(pump)', 'seal_the_inlet(pump)'),
  hunk('outlet', 'drain_the_outlet(pump)', 'rinse_the_outlet(pump)', 'close_the_outlet(pump)'),
]

const PULL = (branch: string) => `The following changes since commit ${'c'.repeat(40)}:

  Linux 6.1 (2024-01-01)

are available in the Git repository at:

  git://example.org/pump.git ${branch}

for you to fetch changes up to ${'d'.repeat(40)}:

  pump: wash the whole pump (2024-03-01)

----------------------------------------------------------------
The pump leaks less.

----------------------------------------------------------------
Ada Author (1):
      pump: start the old pump

 pump.c | 1 +
 1 file changed, 1 insertion(+)
`

const pull = (name: string, word: string, title: string, minutes: number): MailParts => ({
  id: id(name),
  subject: `[${word}] ${title}`,
  body: PULL(`tags/${name}`),
  from: MAX,
  cc: RITA,
  minutes,
})

/** Patches and pull requests with everything that can become of them. */
const MAILS: readonly MailParts[] = [
  patch('start', 'pump: start the old pump', hunk('pump.c', 'first line', 'second line')),
  reply('tag', 'start', 'Reviewed-by: Rex Reviewer <rex@example.net>\n', 5, 'Rex Reviewer <rex@example.net>'),
  reply('ask', 'start', '> +second line;\n\nPlease check the return value.\n', 10),
  reply('nak', 'start', 'NAK. This floods the cellar.\n', 200),
  patch('paint', 'pump: paint the old pump', hunk('paint.c', 'paint'), { minutes: 20 }),
  patch('oil', 'pump: oil the old pump', hunk('oil.c', 'oil'), { minutes: 21 }),
  patch('wash', 'pump: wash the whole pump', hunk('wash.c', 'wash'), { minutes: 22 }),
  reply('applied', 'wash', 'Applied to pump next for v6.1, thanks!\n', 30, MAX),
  patch('scrub', 'pump: scrub the old pump', hunk('scrub.c', 'scrub'), { minutes: 26 }),
  reply('took', 'scrub', 'Applied to pump next, thanks!\n', 31, MAX),
  { ...pull('pull4', 'GIT PULL', 'a clean pump', 145), body: PULL('tags/pull4').replace('start', 'scrub') },
  reply('report', 'wash', 'This introduced a regression: the pump stops.\n', 40),
  { id: id('cover'), subject: '[PATCH 0/2] valves', body: 'Words.\n', minutes: 23 },
  patch('fill', 'pump: fill it', INLET, { subject: '[PATCH 1/2] pump: fill it', inReplyTo: id('cover'), minutes: 24 }),
  patch('empty', 'pump: empty it', OUTLET, {
    subject: '[PATCH 2/2] pump: empty it',
    inReplyTo: id('cover'),
    minutes: 25,
  }),
  pull('pull1', 'GIT PULL', 'pump fixes', 100),
  pull('pull2', 'GIT PULL v2', 'pump fixes', 110),
  patch('pulled', 'pump: start the old pump', hunk('pump.c', 'first line', 'second line'), {
    subject: '[GIT PULL v2 1/1] pump: start the old pump',
    body: `From: Ada Author <ada@example.org>\n\nWhy.\n---\n${hunk('pump.c', 'first line', 'second line')}`,
    from: MAX,
    inReplyTo: id('pull2'),
    minutes: 111,
  }),
  { ...pull('pull3', 'PULL 0/1', 'polish', 140), body: 'Please pull.\n' },
  patch('polish', 'pump: polish the old pump', hunk('polish.c', 'polish'), {
    subject: '[PULL 1/1] pump: polish the old pump',
    body: `From: Ada Author <ada@example.org>\n\nWhy.\n---\n${hunk('polish.c', 'polish')}`,
    from: MAX,
    inReplyTo: id('pull3'),
    minutes: 141,
  }),
  reply('thanks', 'pull2', 'Pulled into up/tool.git, thanks!\n', 120),
  { ...pull('own', 'PATCH 0/1', 'new things', 130), body: PULL('tags/own').replace('start the old pump', 'sing') },
  patch('sing', 'pump: sing', hunk('sing.c', 'sing'), {
    subject: '[PATCH 1/1] pump: sing',
    from: MAX,
    inReplyTo: id('own'),
    minutes: 131,
  }),
]

const START = shaOf('pump: start the old pump')
const [BACKPORT, REVERT] = ['b'.repeat(40), 'e'.repeat(40)]
const STARTED = `pump: start the old pump\n\nWhy.\n\nSigned-off-by: Max <max@example.org>\n\n${hunk('pump.c', 'first line', 'checked line')}`
const OIL: CommitParts = { title: 'pump: oil the old pump', minutes: 60, fixes: [START.slice(0, 12)] }
const COMMITS: readonly CommitParts[] = [
  {
    title: 'pump: start the old pump',
    minutes: 60,
    links: [id('start')],
    text: STARTED,
    release: 'v6.1-rc2',
  },
  { title: 'pump: do not start it twice', minutes: 90, fixes: [START.slice(0, 12)] },
  { title: 'pump: paint the old pump', minutes: 60, release: 'v6.1-rc2' },
  { title: 'Revert "pump: paint the old pump"', minutes: 90, reverts: [shaOf('pump: paint the old pump')] },
  OIL,
  { title: 'pump: the newest', sha: 'd'.repeat(40), minutes: 50 },
  { title: "Merge tag 'pull2' of git://example.org/pump", parents: 2, minutes: 300, release: 'v6.1-rc2' },
  { title: 'Revert "pump: oil the old pump"', minutes: 95, reverts: [shaOf('pump: oil the old pump')] },
  {
    title: 'pump: fill it',
    minutes: 60,
    diff: `${INLET}${OUTLET}`,
    text: `pump: fill it\n\nWhy.\n\n${INLET}${OUTLET}`,
  },
  {
    title: 'pump: polish the old pump',
    minutes: 150,
    text: `pump: polish the old pump\n\nWhy.\n\nAcked-by: Rita <rita@example.net>\n\n${hunk('polish.c', 'polish it')}`,
  },
  { title: 'Revert "pump: fill it"', minutes: 95, reverts: [shaOf('pump: fill it')] },
]

const ANSWERS: readonly (readonly [string, string])[] = [
  ...['start', 'paint', 'oil', 'wash', 'scrub', 'cover'].map(
    (name) => [`/api/series/${id(name)}`, 'SeriesDocument'] as const,
  ),
  ...[START, BACKPORT, REVERT, ...COMMITS.slice(1).map(({ title, sha }) => sha ?? shaOf(title))].map(
    (sha) => [`/api/commit/${sha}`, 'CommitDocument'] as const,
  ),
  ...['pull1', 'pull2', 'own', 'pull4'].map((name) => [`/api/pull/${id(name)}`, 'PullDocument'] as const),
]

describe('the API', () => {
  const before = process.env.REROLL_DB
  const seen: Seen = { filled: new Set(), unknown: new Set() }

  beforeAll(async () => {
    const db = await publish(tempFolder(), MAILS.map(mail))
    putCommits(db, COMMITS)
    putCommits(
      db,
      [
        {
          title: 'pump: start the old pump',
          sha: BACKPORT,
          origins: [START],
          minutes: 80,
          text: STARTED,
          release: 'v6.1.2',
        },
        { title: 'Revert "pump: start the old pump"', sha: REVERT, reverts: [BACKPORT], minutes: 90 },
      ],
      { branch: 'linux-6.1.y', role: 'stable' },
    )
    loseCommits(db, [OIL], 6000)
    db.close()
    for (const [path, name] of ANSWERS) {
      const response = await requestPage(path.replaceAll('@', '%40'))
      expect([path, response.status]).toEqual([path, 200])
      noteFields(await response.json(), name, seen)
    }
    const pulls: unknown = await (await requestPage('/api/pulls')).json()
    for (const one of Array.isArray(pulls) ? pulls : []) noteFields(one, 'PullSummary', seen)
  })
  afterAll(() => {
    process.env.REROLL_DB = before
  })

  it('has a value for every documented field about commits, backports and pull requests', () => {
    const fields = Object.keys(OBJECTS).flatMap((name) => fieldsOf(name).map(({ path }) => `${name}.${path}`))
    // A commit that has gone neither decides about a series nor proves that a request was pulled, and no series here is quiet. A second
    // address comes from a .mailmap: test/trees/mailmap.test.ts.
    const never = [
      'CommitHeadView.gone',
      'StateView.otherAddress',
      'StateView.otherAddress.email',
      'StateView.otherAddress.mailmap',
      'StateView.quietSince',
      'LandedView.gone',
    ]
    expect(fields.filter((field) => !seen.filled.has(field))).toEqual(never)
  })

  it('has no field about them that is not documented', () => {
    expect([...seen.unknown]).toEqual([])
  })
})
