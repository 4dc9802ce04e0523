import fc from 'fast-check'
import { type MailParts, mail } from '../../support/mail'

const ADA = 'Ada Author <ada@example.org>'
const BOB = 'Bob Builder <bob@example.net>'
const CAROL = 'Carol Coder <carol@example.com>'
const DAN = 'Dan Dev <dan@example.org>'
const REX = 'Rex Reviewer <rex@example.org>'
const MAX = 'Max Maintainer <max@example.org>'
const EVE = 'Eve Example <eve@evil.example>'

const CODE = {
  one: ['int first_of_many(void)', 'return first_value_of_it;', 'static int the_first_one;'],
  two: ['int second_of_many(void)', 'return second_value_of_it;', 'static int the_second_one;'],
  three: ['int third_of_many(void)', 'return third_value_of_it;', 'static int the_third_one;'],
}
type Code = keyof typeof CODE

function patch(code: Code, { hands = [ADA], notes = '', top = '' } = {}, more: readonly string[] = []): string {
  const lines = [...CODE[code], ...more]
  const signed = hands.map((hand) => `Signed-off-by: ${hand}\n`).join('')
  const diff = `diff --git a/${code}.c b/${code}.c\n--- a/${code}.c\n+++ b/${code}.c\n@@ -1 +1,${lines.length} @@\n-old\n${lines.map((line) => `+${line}\n`).join('')}`
  return `${top}Why it is needed.\n\n${signed}---\n${notes}\n${diff}`
}

/** Series of every kind that the rules tell apart, with reviews; times are in minutes. */
export const ARCHIVE: readonly MailParts[] = [
  { id: 'a0@x', subject: '[PATCH 0/2] tool: do two things', body: 'Two things.\n\nchange-id: 20240101-two\n' },
  {
    id: 'a1@x',
    subject: '[PATCH 1/2] tool: do the first thing well',
    body: patch('one'),
    inReplyTo: 'a0@x',
    minutes: 1,
  },
  {
    id: 'a2@x',
    subject: '[PATCH 2/2] tool: do the second thing well',
    body: patch('two'),
    inReplyTo: 'a0@x',
    minutes: 2,
  },
  {
    id: 'r1@x',
    subject: 'Re: [PATCH 1/2] tool: do the first thing well',
    body: '> +return first_value_of_it;\nThis leaks. Please free it.\n',
    from: REX,
    inReplyTo: 'a1@x',
    minutes: 30,
  },
  {
    id: 'r2@x',
    subject: 'Re: [PATCH 2/2] tool: do the second thing well',
    body: `Reviewed-by: ${REX}\n`,
    from: REX,
    inReplyTo: 'a2@x',
    minutes: 31,
  },
  {
    id: 'b0@x',
    subject: '[PATCH v2 0/2] tool: do both things',
    body: 'Changes in v2:\n- free it (Rex)\n\nv1: https://lore.kernel.org/r/a0@x\n\nchange-id: 20240101-two\n',
    minutes: 500,
  },
  {
    id: 'b1@x',
    subject: '[PATCH v2 1/2] tool: do the first thing well',
    body: patch('one', {}, ['free_all_of_it(first);']),
    inReplyTo: 'b0@x',
    minutes: 501,
  },
  {
    id: 'b2@x',
    subject: '[PATCH v2 2/2] tool: do the second thing well',
    body: patch('two'),
    inReplyTo: 'b0@x',
    minutes: 502,
  },
  {
    id: 'f1@x',
    subject: '[PATCH] fixup! tool: do the first thing well',
    body: patch('one', {}, ['free_most_of_it(first);']),
    inReplyTo: 'b1@x',
    minutes: 510,
  },
  // Bob's patch, continued by Carol, whom it names as involved.
  {
    id: 'c1@x',
    subject: '[PATCH] core: mend the thing for good',
    body: patch('three', { hands: [BOB, CAROL] }),
    from: BOB,
    minutes: 40,
  },
  {
    id: 'c2@x',
    subject: '[PATCH v2] core: mend the thing for good',
    body: patch('three', { hands: [BOB, CAROL], top: `From: ${BOB}\n\n` }, ['and_check_the_third(it);']),
    from: CAROL,
    minutes: 700,
  },
  // Patches without threads, and patches below a cover that is not archived.
  {
    id: 'd1@x',
    subject: '[PATCH 1/2] driver: add a probe of the device',
    body: patch('one', { hands: [DAN] }),
    from: DAN,
    minutes: 60,
  },
  {
    id: 'd2@x',
    subject: '[PATCH 2/2] driver: add a remove of the device',
    body: patch('two', { hands: [DAN] }),
    from: DAN,
    minutes: 61,
  },
  {
    id: 'e1@x',
    subject: '[PATCH 1/2] ghost: add a part of it first',
    body: patch('one', { hands: [BOB] }),
    from: BOB,
    inReplyTo: 'unseen@x',
    minutes: 80,
  },
  {
    id: 'e2@x',
    subject: '[PATCH 2/2] ghost: add a part of it last',
    body: patch('two', { hands: [BOB] }),
    from: BOB,
    inReplyTo: 'unseen@x',
    minutes: 81,
  },
  {
    id: 'n1@x',
    subject: '[tip: x86/core] core: mend the thing for good',
    body: 'The following commit has been merged into the x86/core branch of tip:\n',
    from: 'tip-bot2 for Bob Builder <tip-bot2@linutronix.de>',
    cc: `${BOB}, ${CAROL}`,
    minutes: 900,
  },
  // Dan goes on from another address, and says so from the first.
  {
    id: 'm1@x',
    subject: '[PATCH] pump: teach the valve to drip',
    body: patch('three', { hands: [DAN], notes: 'change-id: 20240301-drip\n' }),
    from: DAN,
    minutes: 910,
  },
  {
    id: 'm2@x',
    subject: '[PATCH v2] pump: teach the valve to drip',
    body: patch('three', { notes: 'change-id: 20240301-drip\n' }, ['and_let_it_drip(twice);']),
    from: 'Dan Dev <dan@newjob.example>',
    minutes: 920,
  },
  {
    id: 'm3@x',
    subject: 'Re: [PATCH v2] pump: teach the valve to drip',
    body: 'I changed employers, this v2 is mine.\n',
    from: DAN,
    inReplyTo: 'm2@x',
    minutes: 930,
  },
  { id: 'o1@x', subject: 'unrelated question', body: 'How does this work?\n', from: DAN, minutes: 950 },
  // A maintainer asks to pull Ada's patches, and the next day again.
  ...['pull-a', 'pull-b'].flatMap((series, day): MailParts[] => [
    {
      id: `${series}0@x`,
      subject: `[PATCH net 0/2] Tool fixes for net`,
      body: 'Please pull.\n\nThe following changes since commit 0123456789ab:\n\nare available in the Git repository at:\n\n  git://example.org/tool.git HEAD\n\nAda Author (2):\n      tool: do the first thing well\n      tool: do the second thing well\n',
      from: MAX,
      minutes: 2_000 + 1_440 * day,
    },
    {
      id: `${series}1@x`,
      subject: '[PATCH net 1/2] tool: do the first thing well',
      body: patch('one', { top: `From: ${ADA}\n\n`, hands: [ADA, MAX] }, ['free_all_of_it(first);']),
      from: MAX,
      inReplyTo: `${series}0@x`,
      minutes: 2_001 + 1_440 * day,
    },
    {
      id: `${series}2@x`,
      subject: '[PATCH net 2/2] tool: do the second thing well',
      body: patch('two', { top: `From: ${ADA}\n\n`, hands: [ADA, MAX] }),
      from: MAX,
      inReplyTo: `${series}0@x`,
      minutes: 2_002 + 1_440 * day,
    },
  ]),
]
const IDS = ARCHIVE.map(({ id }) => id)
const TITLES = ARCHIVE.filter(({ subject }) => subject.startsWith('[PATCH')).map(({ subject }) =>
  subject.replace(/^\[[^\]]*\] /, ''),
)

const some = <T>(items: readonly T[]) => fc.subarray([...items])

/** Any mail that Eve can write without using another sender's address. */
export const strangerMail = fc
  .record({
    name: fc.constantFrom(
      EVE,
      'Ada Author <ada@evil.example>',
      'Bob Builder <eve@evil.example>',
      'Dan Dev <dan@evil.example>',
    ),
    minutes: fc.integer({ min: -1_000, max: 2_000 }),
    inReplyTo: fc.option(fc.constantFrom(...IDS), { nil: undefined }),
    references: some(IDS),
    mark: fc.constantFrom(
      'PATCH',
      'PATCH v2',
      'PATCH v3',
      'PATCH v9',
      'PATCH 0/2',
      'PATCH 1/2',
      'PATCH 2/2',
      'PATCH v2 1/2',
      'PATCH RFC',
      'Re',
    ),
    title: fc.constantFrom(...TITLES, ...TITLES.map((title) => `fixup! ${title}`)),
    links: some(IDS),
    supersedes: some(IDS),
    inHeaders: fc.boolean(),
    change: fc.constantFrom(undefined, '20240101-two', '20240301-drip'),
    hands: some([ADA, BOB, CAROL, DAN]),
    author: fc.option(fc.constantFrom(ADA, BOB, CAROL, DAN), { nil: undefined }),
    code: fc.constantFrom<Code | 'none'>('one', 'two', 'three', 'none'),
    words: fc.constantFrom(
      '',
      'NAK.\n',
      `Reviewed-by: ${REX}\n`,
      'Applied to foo/for-next, thanks.\n',
      'This causes a regression.\n',
      'Obsoleted-by: <b0@x>\n',
      'This series is mine.\n',
    ),
  })
  .map((parts) => ({
    ...parts,
    toMail(id: string): Buffer {
      const superseding = parts.supersedes.map((link) => `Supersedes: <${link}>`)
      const claims = [
        ...parts.links.map((link) => `v1: https://lore.kernel.org/r/${link}\n`),
        ...(parts.inHeaders ? [] : superseding.map((line) => `${line}\n`)),
        ...(parts.change === undefined ? [] : [`change-id: ${parts.change}\n`]),
      ].join('')
      const isReply = parts.mark === 'Re'
      const top = parts.author === undefined ? '' : `From: ${parts.author}\n\n`
      const text = `${claims}${parts.words}`
      const body =
        isReply || parts.code === 'none' ? `${text}\n` : patch(parts.code, { hands: parts.hands, notes: text, top })
      return mail({
        id,
        from: parts.name,
        minutes: parts.minutes,
        subject: isReply ? `Re: [PATCH] ${parts.title}` : `[${parts.mark}] ${parts.title}`,
        body,
        ...(parts.inReplyTo === undefined ? {} : { inReplyTo: parts.inReplyTo }),
        headers: [
          ...(parts.references.length === 0
            ? []
            : [`References: ${parts.references.map((one) => `<${one}>`).join(' ')}`]),
          ...(parts.inHeaders ? superseding : []),
        ],
      })
    },
  }))
