import { mail } from '../../support/mail'

/** Series of one maintainer's list, each in two or three versions with a review: what `released.sqlite.gz` was imported from. */
const SERIES = 12
const MIA = 'Mia Maintainer <mia@example.org>'
const REX = 'Rex Reviewer <rex@example.org>'
const BOT = 'tip-bot2 for Ada Author <tip-bot2@example.org>'
const author = (series: number) => `Author ${series % 4} <author${series % 4}@example.org>`

/** The patch of a mail: `word` decides the code, `value` what changes from version to version. */
const patch = (word: string, value: string) =>
  `Make ${word} work.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n\ndiff --git a/drivers/${word}.c b/drivers/${word}.c\n--- a/drivers/${word}.c\n+++ b/drivers/${word}.c\n@@ -1,2 +1,4 @@ int main(void)\n first line\n+\tint ${word}_first = ${value};\n+\treturn ${word}_second(${value});\n last line\n`

const NAMES = [
  'alpha',
  'bravo',
  'cello',
  'delta',
  'ember',
  'fjord',
  'gamma',
  'hotel',
  'igloo',
  'joker',
  'karma',
  'lemon',
]

/** The mails of version `version` of a series: a cover letter, two patches, and what was said about them. */
function version(series: number, version: number): Buffer[] {
  const name = `${NAMES[series]}`
  const id = (part: string) => `${name}-v${version}-${part}@example.org`
  const prefix = version === 1 ? 'PATCH' : `PATCH v${version}`
  const minutes = series * 1_000 + version * 100
  // Every third series posts its versions as one thread.
  const above = version > 1 && series % 3 === 0 ? { inReplyTo: `${name}-v1-0@example.org` } : {}
  const changes = version === 1 ? '' : `\nChanges in v${version}:\n - count to ${version} (Rex)\n`
  const common = { from: author(series), cc: `${MIA}, ${REX}` }
  const title = (number: number) => `${name}: step ${number} of the ${name} driver`
  const reply = (part: string, to: string, from: string, body: string, at: number) =>
    mail({
      id: id(part),
      subject: `Re: [${prefix} 1/2] ${title(1)}`,
      from,
      minutes: minutes + at,
      inReplyTo: id(to),
      body,
    })
  return [
    mail({
      ...common,
      ...above,
      id: id('0'),
      subject: `[${prefix} 0/2] ${name}: rework the driver`,
      minutes,
      body: `Hello.\n${changes}`,
    }),
    ...[1, 2].map((number) =>
      mail({
        ...common,
        id: id(`${number}`),
        subject: `[${prefix} ${number}/2] ${title(number)}`,
        minutes: minutes + number,
        inReplyTo: id('0'),
        body: patch(`${name}_${number}`, `${version}`),
      }),
    ),
    reply(
      'r1',
      '1',
      REX,
      `> +\tint ${name}_1_first = ${version};\n\nWhy ${version}? Please make it ${version + 1}.\n`,
      10,
    ),
    reply('a1', 'r1', author(series), 'Good point, will fix in the next version.\n', 20),
    reply('t1', '1', REX, 'Reviewed-by: Rex Reviewer <rex@example.org>\n', 30),
  ]
}

/** A mail that its sender sent three times under one Message-ID with different text. */
const VARIANTS = [1, 2, 3].map((number) =>
  mail({ id: 'same@example.org', subject: 'One id', minutes: 20_000 + number, body: `Text ${number}.\n` }),
)

/** Talk that belongs to no series, with a patch in the middle of it. */
const TALK = [
  mail({ id: 'talk-1@example.org', subject: 'A question', minutes: 21_000, body: 'How?\n' }),
  mail({
    id: 'talk-2@example.org',
    subject: 'Re: A question',
    minutes: 21_010,
    inReplyTo: 'talk-1@example.org',
    from: REX,
    body: 'Like this?\n',
  }),
  mail({
    id: 'talk-3@example.org',
    subject: '[PATCH] talk: answer the question',
    minutes: 21_020,
    inReplyTo: 'talk-2@example.org',
    from: REX,
    body: patch('talk', '42'),
  }),
  mail({
    id: 'talk-4@example.org',
    subject: 'Re: [PATCH] talk: answer the question',
    minutes: 21_030,
    inReplyTo: 'talk-3@example.org',
    body: 'Applied, thanks.\n',
    from: MIA,
  }),
]

/** Sent to the list by hand, and taken back by the operator. */
export const HIDDEN = 'secret@example.org'
/** The stored bytes of this mail are damaged in the database. */
export const DAMAGED = 'alpha-v2-t1@example.org'
/** Two versions that only the operator connects, and two that only the operator separates. */
export const LINKED = ['lemon-v1-0@example.org', 'karma-v2-0@example.org'] as const
export const UNLINKED = ['bravo-v1-0@example.org', 'bravo-v2-0@example.org'] as const

export const RELEASED_MAILS: readonly Buffer[] = [
  ...NAMES.slice(0, SERIES).flatMap((name, series) => [
    ...version(series, 1),
    ...version(series, 2),
    ...(series % 2 === 0 ? version(series, 3) : []),
    mail({
      id: `${name}-applied@example.org`,
      subject: `Re: [PATCH v2 0/2] ${name}: rework the driver`,
      from: MIA,
      minutes: series * 1_000 + 900,
      inReplyTo: `${name}-v2-0@example.org`,
      body: 'Applied to drivers/next, thanks.\n',
    }),
    mail({
      id: `${name}-tip@example.org`,
      subject: `[tip: drivers/next] ${name}: step 1 of the ${name} driver`,
      from: BOT,
      minutes: series * 1_000 + 950,
      body: `The following commit has been merged into the drivers/next branch of tip:\n\nCommit-ID:     0123456789abcdef\nLink: https://lore.kernel.org/r/${name}-v2-1@example.org\n\n${patch(`${name}_1`, '2')}`,
    }),
  ]),
  ...VARIANTS,
  ...TALK,
  mail({
    id: HIDDEN,
    subject: 'Re: A question',
    minutes: 21_040,
    inReplyTo: 'talk-1@example.org',
    body: 'My password is 1234.\n',
  }),
]
