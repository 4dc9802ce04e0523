import type { ReviewedReply, ReviewedVersion } from '../../../lib/review/input'
import { findKnown, findOwnTakers } from '../../../lib/review/known'
import { findNamed } from '../../../lib/review/named'
import { indexTitles } from '../../../lib/review/patchTitles'
import { findPing } from '../../../lib/review/ping'
import { findApplier, findPledge } from '../../../lib/review/pledge'
import { mayDecide, readPullAnswer } from '../../../lib/review/pullAnswer'
import { findWorkingFix } from '../../../lib/review/regressionFix'
import { findReplacement } from '../../../lib/review/replaced'
import type { ReadReply } from '../../../lib/review/replies'
import { parseReply } from '../../../lib/review/replyText'
import { findRespin } from '../../../lib/review/respin'
import { agrees } from '../../../lib/review/rules/answer'
import { findRegression, findSaid } from '../../../lib/review/said'
import { findSiblings } from '../../../lib/review/siblings'
import type { Cue, Statement } from '../../../lib/review/types'
import { ANN, JANE, REX } from '../../review/fixture'
import type { Call } from './call'

/** Calls of what reads several replies together. */
export const REPLY_CALLS: Readonly<Record<string, Call>> = {
  readPullAnswer: (text) =>
    ['bob@example.org', 'pr-tracker-bot@kernel.org'].map((from) =>
      readPullAnswer(
        { from, body: text },
        { from: 'ann@example.org', recipients: ['bob@example.org'], url: 'git://git.kernel.org/x.git' },
      ),
    ),
  agrees: (text) => agrees(text),
  mayDecide: (text) => mayDecide(text, { from: text, recipients: [text], url: text }),
  findReplacement: (text) =>
    findReplacement(
      { text: parseReply(text, REX), succession: text, position: 1, number: 0, parent: null },
      { position: 1, headKey: 'a', single: true, posted: new Set() },
    ),
  findNamed: (text) => findNamed([hostileVersion(text)]),
  findSiblings: (text) =>
    findSiblings([hostileVersion(text)], [{ ...hostileReply(text), recipients: [text, `${text}@corp.example`] }]),
  findKnown: (text) =>
    findKnown(
      [text, `${text}@example.org`].map((author, month) => ({
        taker: text,
        author,
        month,
        voucher: '',
        named: [text],
      })),
      () => 3,
    ),
  findOwnTakers: (text) => {
    const takings = [1, 2, 3].map((series) => ({ author: text, series, month: series, approvers: [text, `${text}@x`] }))
    const nobody = new Set<string>()
    return findOwnTakers(takings, { known: new Set([`${text}@x`]), takers: nobody, steady: nobody })
  },
  findPing: (text) => {
    const people = [JANE, { ...REX, name: text }, { ...ANN, name: `${text} ${text}` }]
    return findPing({
      replies: [
        readReply(text, { key: 'asked', person: 1 }),
        readReply(text, { speaker: 'author', parent: 'asked', statements: [saying(text, 'pings')] }),
        readReply(text, { speaker: 'author', parent: 'asked', statements: [saying(`Ping ${text}?`, 'pings')] }),
      ],
      newest: 1,
      people: { all: people.map(({ name, email }) => ({ name, emails: [email] })), find: () => 0 },
    })
  },
  findApplier: (text) => findApplier([readReply(text), readReply(text, { speaker: 'author' })]),
  findPledge: (text) =>
    [text, `I will apply ${text}`, `The rest ${text}`].map((one) => findPledge([readReply(one)], 1, () => true)),
  findRespin: (text) => {
    const said = readReply(text)
    return findRespin([{ ...said, speaker: 'author' }, said], 1, text)
  },
  findWorkingFix: (text) => {
    const said = readReply(text)
    const fix = readReply('The fix: https://lore.kernel.org/r/fix@example.org/', { key: 'fix', parent: 'r', person: 1 })
    return findWorkingFix([said, fix, { ...said, key: 'works', parent: 'fix' }], 'r')
  },
  findRegression: (text) =>
    findRegression([readReply(text), readReply(text, { statements: [saying(text, 'regression')] })], 1, 0),
  findSaid: (text) =>
    findSaid({
      fold: {
        newest: 1,
        newestMs: 0,
        tracks: [1, 2].map((number) => ({
          numbers: new Map([[1, number]]),
          codeChangedIn: new Set(),
          reallyChangedIn: new Set(),
          mailKeys: new Map(),
        })),
        events: [],
        claims: [],
        bodyTags: [],
        parents: new Map(),
        announced: new Map(),
      },
      live: [],
      replies: [
        ...[text, `Applied ${text}`, `Dropped ${text} again`].map((one, key) => readReply(one, { key: `${key}` })),
        readReply(text, { key: 'own', speaker: 'author', basis: 'author', owns: true }),
      ],
      newest: { headKey: 'a', orderMs: 0, label: text, committed: null },
      titles: new Map([[1, indexTitles([1, 2].map((number) => ({ number, title: text.repeat(number) })))]]),
      whole: { position: 1, headKey: 'a', single: false, posted: new Set(['a']) },
      pull: null,
      absorbed: null,
    }),
}

function hostileVersion(text: string): ReviewedVersion {
  const sender = { name: text, email: `${text}@corp.test` }
  return {
    position: 1,
    label: 'v1',
    sender,
    headKey: 'a',
    orderMs: 0,
    addressed: [text, `${text}@corp.example`],
    patches: [],
    missing: 0,
    rfc: false,
    committed: false,
  }
}

function hostileReply(text: string): ReviewedReply {
  const from = { name: text, email: `${text}@corp.example` }
  return {
    key: 'r',
    from,
    subject: text,
    notice: undefined,
    automatic: false,
    succession: '',
    body: text,
    text: parseReply('', from),
    recipients: [],
    orderMs: 1,
    parent: 'a',
    position: 1,
    number: 0,
  }
}

/** A reply to the cover letter by somebody who may decide; its only sentence is this text. */
function readReply(text: string, more: Partial<ReadReply> = {}): ReadReply {
  return {
    ...hostileReply(text),
    succession: text,
    text: parseReply(text, REX),
    person: 0,
    speaker: 'reviewer',
    sentences: [{ text, line: 0, code: false }],
    statements: [],
    onFix: false,
    basis: 'configured',
    owns: false,
    ...more,
  }
}

function saying(sentence: string, cue: Cue): Statement {
  return {
    position: 'discusses',
    rule: 'discusses',
    sentence,
    line: 0,
    scope: { kind: 'here' },
    cues: [cue],
    tag: null,
  }
}
