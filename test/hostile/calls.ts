import { parseChangelog } from '../../lib/changelog/items'
import { indexVersions } from '../../lib/changelog/itemVersion'
import { findPatchNumbers } from '../../lib/changelog/patchNumbers'
import { deriveMails } from '../../lib/derive/deriveMails'
import { readConnections } from '../../lib/derive/mailKeys'
import { findBoilerplate } from '../../lib/derive/repeatedForms'
import { compareProse } from '../../lib/evolution/prose'
import { alignLines } from '../../lib/evolution/sequence'
import { markWords } from '../../lib/evolution/words'
import { separateFiles } from '../../lib/mail/attachedFiles'
import { declareCharset, repairHeaders } from '../../lib/mail/charset'
import { parseHeaderBlock } from '../../lib/mail/header'
import { isListAddress } from '../../lib/mail/listAddress'
import { findMessageId } from '../../lib/mail/mailId'
import { readMime } from '../../lib/mail/mime'
import { elementText } from '../../lib/mail/pages/htmlText'
import { cutParts } from '../../lib/mail/parts'
import { readPlain } from '../../lib/mail/plain'
import { readReceived } from '../../lib/mail/received'
import { readCorrespondents } from '../../lib/mail/sender'
import { findSignatures } from '../../lib/mail/signatureHeaders'
import type { MessageId } from '../../lib/mail/types'
import { withOwnIds } from '../../lib/messageId'
import { findDamage } from '../../lib/patch/damage'
import { parseDiff } from '../../lib/patch/diff'
import { parsePatch } from '../../lib/patch/patch'
import { joinContinuation } from '../../lib/patch/trailer'
import { readAnnouncement } from '../../lib/pull/announcement'
import { readPullRequest } from '../../lib/pull/pullRequest'
import { findNextTry, type Try } from '../../lib/pull/tries'
import { greetsOthers, nameWords, speaksToAuthor, speaksToOther } from '../../lib/review/addressee'
import { attributionLines, headerBlockLines } from '../../lib/review/attribution'
import { readBelow } from '../../lib/review/below'
import { boilerplateLines, findOwnSentences, paragraphKeys } from '../../lib/review/boilerplate'
import { findCalls, isForAuthor } from '../../lib/review/converse'
import { coveredNumbers } from '../../lib/review/covered'
import type { ReviewedReply, ReviewedVersion } from '../../lib/review/input'
import { findKnown } from '../../lib/review/known'
import { findNamed } from '../../lib/review/named'
import { findNumbers, indexTitles } from '../../lib/review/patchTitles'
import { findPing } from '../../lib/review/ping'
import { findPledge } from '../../lib/review/pledge'
import { mayDecide, readPullAnswer } from '../../lib/review/pullAnswer'
import { readLines } from '../../lib/review/quote'
import { findQuotedComments, quotableLines } from '../../lib/review/quotedComments'
import { indexRepeated, repeatsLine } from '../../lib/review/repeated'
import { findReplacement } from '../../lib/review/replaced'
import type { ReadReply } from '../../lib/review/replies'
import { parseReply } from '../../lib/review/replyText'
import { findRegression, findSaid } from '../../lib/review/said'
import { findSentences } from '../../lib/review/sentence'
import { findSiblings } from '../../lib/review/siblings'
import { findTags } from '../../lib/review/tag'
import type { Cue, Statement } from '../../lib/review/types'
import { makeSnippet } from '../../lib/search/snippet'
import { readSubject } from '../../lib/series/kind'
import { findMentions } from '../../lib/series/mentions'
import { findReferences } from '../../lib/series/references'
import { readSketch } from '../../lib/series/sketch'
import { readApplied } from '../../lib/tree/applied'
import { patchMailKeys } from '../../lib/tree/commitKeys'
import { parseCommitObject } from '../../lib/tree/commitObject'
import { mergeTitleKeys } from '../../lib/tree/pulledMerge'
import { findReleaseTags } from '../../lib/tree/releaseTag'
import { mail } from '../derive/fixture'
import { ANN, JANE, REX, readStatements } from '../review/fixture'

/** A function of `lib/` that gets everything it reads from one text. */
export type Call = (text: string) => unknown

const own = (text: string) => text.split('\n').map((line, at) => ({ text: line, line: at }))

const readRaw = (raw: Buffer) => readPlain(raw, parseHeaderBlock(raw))
const postingOf = (body: string) => ({
  messageId: 'a@example.org' as MessageId,
  contentHash: 'a',
  subject: '[PATCH 0/2] thing',
  from: JANE,
  to: [],
  cc: [],
  sentAtMs: 0,
  sentZoneMinutes: 0,
  receivedAtMs: 0,
  references: [],
  lists: [],
  body,
  succession: body,
  outerIds: [],
  automatic: false,
  issues: [],
})

/** A pull request whose every text is this one. */
const tryOf = (text: string): Try => ({
  key: text,
  title: text,
  url: text,
  ref: text,
  head: null,
  version: 1,
  titles: [text],
  receivedMs: 0,
  answers: null,
  pulled: false,
  withdrawn: false,
})

/** Calls of the parsers whose arguments cannot be built from their types. */
export const CALLS: Readonly<Record<string, Call>> = {
  coveredNumbers: (text) =>
    coveredNumbers(`Applied ${text}`, { at: 0, end: 7 }, 2, indexTitles([{ number: 2, title: text }])),
  findNumbers: (text) => findNumbers([{ number: 2, title: text }], indexTitles([{ number: 1, title: text }])),
  readBelow: (text) => {
    const repeatable = { above: [indexRepeated(text)], beside: [] }
    readBelow(readLines(`From: Jane\nSent: Monday\nTo: Rex\n\n${text}`), REX, () => repeatable)
  },
  repeatsLine: (text) => repeatsLine(text, indexRepeated(text)),
  withOwnIds: (text) => withOwnIds('', { messageId: text }),
  parseChangelog: (body) =>
    parseChangelog(
      { mailKey: 'a', number: null, body },
      { versions: indexVersions([{ version: 1, rfc: false }]), own: 0 },
      3,
    ),
  findPatchNumbers: (text) => findPatchNumbers(text, { total: 3 }),
  findMessageId: (text) => findMessageId([{ name: 'message-id', value: text }]),
  findDamage: (text) => findDamage(parseDiff(`--- a/f.c\n+++ b/f.c\n@@ -1 +1 @@\n-old\n+${text}\n`)),
  separateFiles: (text) => {
    const file = `From ${'a'.repeat(40)} ${text}\nFrom: a@b\nSubject: [${text}\n\n${text}\n`
    const head = `Message-ID: <a@b>\nContent-Type: multipart/mixed; boundary=b\nSubject: ${text}\n\n`
    return separateFiles(Buffer.from(`${head}--b\n\n${file}${file}--b\n\n${text}\n--b--\n`))
  },
  declareCharset: (text) =>
    declareCharset(Buffer.from(`Content-Type: text/plain; charset=${text}\n\n${text}`), 'utf-8'),
  repairHeaders: (text) => {
    const raw = Buffer.from(`${text}\nContent-Type: text/plain; charset=utf-7${text}\n\n${text}`)
    return repairHeaders(raw, parseHeaderBlock(raw))
  },
  elementText: (html) => elementText(html, 'p'),
  readPlain: (text) =>
    readRaw(Buffer.from(`From: A <a@example.org>\nSubject: ${text.replace(/[\r\n]/g, ' ')}\n\n${text}\n`)),
  makeSnippet: (text) => makeSnippet(text, [{ text: 'aa', words: ['aa'], prefix: true }]),
  readSketch: (body) =>
    ['[PATCH 0/2] thing', '[PATCH] thing'].map((subject) =>
      readSketch({ from: JANE, body, succession: body }, readSubject({ subject, references: [] }, true)),
    ),
  readPullRequest: (body) =>
    ['[GIT PULL] thing', '[PATCH 0/2] thing'].map((subject) =>
      readPullRequest({ subject: readSubject({ subject, references: [] }, true), body }),
    ),
  readAnnouncement: (text) => [
    readAnnouncement({ subject: readSubject({ subject: text, references: [] }, false), words: text, body: text }),
    readAnnouncement({
      subject: readSubject({ subject: 'tool 1.0 released', references: [] }, false),
      words: 'tool 1.0 released',
      body: text,
    }),
  ],
  readPullAnswer: (text) =>
    ['bob@example.org', 'pr-tracker-bot@kernel.org'].map((from) =>
      readPullAnswer({ from, body: text }, { from: 'ann@example.org', recipients: ['bob@example.org'] }),
    ),
  findNextTry: (text) => findNextTry(tryOf(text), [tryOf(text)]),
  mayDecide: (text) => mayDecide(text, { from: text, recipients: [text] }),
  readConnections: (body) => readConnections(postingOf(body), 0, false),
  parseCommitObject: (text) => [
    parseCommitObject(Buffer.from(text)),
    parseCommitObject(Buffer.from(`encoding x\nauthor ${text}\nparent ${text}\n\n${text}`)),
  ],
  findReleaseTags: (text) => findReleaseTags([text, ...text.split('\n')]),
  readSubject: (body) => readSubject({ subject: body, references: [] }, false),
  findReferences: (body) =>
    findReferences({ body, kind: 'cover', titleKey: 'thing', changeIds: findMentions(body).changeIds }),
  isListAddress: (value) =>
    ['list-post', 'list-id', 'sender', 'x-beenthere'].map((name) => isListAddress(`${value}@b`, [{ name, value }])),
  findSignatures: (value) => findSignatures([{ name: 'dkim-signature', value }]),
  // The whole pipeline starts with parsed mails, whose sender is already resolved, so this one is called directly.
  readCorrespondents: (text) => {
    const people = [
      { name: text, address: text },
      { name: '', group: [{ name: text, address: `${text}@example.org` }] },
    ]
    const decoded = { subject: '', text: '', from: people, sender: people, replyTo: people, to: people, cc: people }
    return [text, `${text} <${text}`, `"${text}" via list <${text}@example.org>`].map((value) =>
      readCorrespondents(decoded, [{ name: 'x-original-from', value }], []),
    )
  },
  cutParts: (text) => {
    const raw = Buffer.from(`Content-Type: multipart/mixed; boundary=b\n\n--b\n${text}\n\n--b\n${text}`)
    return cutParts(raw, parseHeaderBlock(raw))
  },
  readMime: (text) => readMime(Buffer.from(`Content-Type: multipart/mixed; boundary=b\n\n--b\n${text}\n\n${text}`), []),
  readReceived: (value) => readReceived([{ name: 'received', value }]),
  parsePatch: (body) => parsePatch({ title: body, from: JANE, body }),
  alignLines: (text) => alignLines(text.split('\n'), text.toUpperCase().split('\n'), { left: 2_000_000 }),
  compareProse: (text) => compareProse(text.split('\n'), text.toUpperCase().split('\n'), { left: 2_000_000 }),
  markWords: (text) => markWords(text, text.toUpperCase(), { left: 20_000 }),
  joinContinuation: (text) =>
    joinContinuation(text.split('\n'), 0, { name: 'Reviewed-by', value: text, indent: 0, strong: true }, true),
  findStatements: (body) =>
    readStatements(body, {
      parentCalls: findCalls(parseReply(body, REX).own),
      names: { isAuthor: () => false, isOther: () => true },
    }),
  speaksToOther: (text) => speaksToOther(text, { isAuthor: () => false, isOther: () => false }),
  greetsOthers: (text) => greetsOthers(text, { isAuthor: () => false, isOther: () => false }),
  speaksToAuthor: (text) => speaksToAuthor(text, { isAuthor: () => false, isOther: () => false }),
  nameWords: (text) => nameWords([text]),
  findReplacement: (text) =>
    findReplacement(
      { text: parseReply(text, REX), succession: text, position: 1, number: 0, parent: null },
      { position: 1, headKey: 'a', single: true, posted: new Set() },
    ),
  attributionLines: (text) => attributionLines(text.split('\n'), 0, () => false),
  headerBlockLines: (text) => headerBlockLines(text.split('\n'), 0, () => false),
  findSentences: (text) => findSentences(own(text)),
  findOwnSentences: (text) => {
    const form = boilerplateLines(own(text), REX, new Set(paragraphKeys(own(text), REX)))
    return findOwnSentences(own(text), form)
  },
  findBoilerplate: (text) =>
    findBoilerplate((text.match(/.{1,16}/gs) ?? []).map((_, thread) => ({ thread, keys: [thread % 7] }))),
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
      () => true,
    ),
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
  findPledge: (text) =>
    [text, `I will apply ${text}`, `The rest ${text}`].map((one) => findPledge([readReply(one)], 1, () => true)),
  findRegression: (text) =>
    findRegression([readReply(text), readReply(text, { statements: [saying(text, 'regression')] })], 1, 0),
  findSaid: (text) =>
    findSaid({
      fold: {
        newest: 1,
        tracks: [1, 2].map((number) => ({
          numbers: new Map([[1, number]]),
          codeChangedIn: new Set(),
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
      newest: { headKey: 'a', orderMs: 0, committed: null },
      titles: new Map([[1, indexTitles([1, 2].map((number) => ({ number, title: text.repeat(number) })))]]),
      whole: { position: 1, headKey: 'a', single: false, posted: new Set(['a']) },
      pull: null,
    }),
  findCalls: (text) => findCalls(own(text)),
  isForAuthor: (text) =>
    isForAuthor(text, false, {
      parentSpeaker: 'reviewer',
      names: { isAuthor: () => false, isOther: () => false },
    }),
  findQuotedComments: (text) =>
    findQuotedComments(readLines(`> ${text}\n${text}`), [
      quotableLines([
        { mailKey: 'a', from: 0, to: 1, text, quoted: [], place: { kind: 'unplaced', reason: 'no-quote' } },
      ]),
    ]),
  findTags: (text) => findTags(own(text), REX, (written) => written),
  mergeTitleKeys,
  patchMailKeys: (text) => patchMailKeys([text], text),
  readApplied: (text) => readApplied({ title: text, author: { name: 'Ann', email: 'ann@example.org' } }, text),
}

/** Functions that only see parsed text; the case of the whole pipeline runs them. */
export const IN_PIPELINE = new Set([
  'findMissing',
  'findTaken',
  'findAbove',
  'readRevision',
  'findCandidates',
  // These two ask for the same keys as findCandidates.
  'findSharers',
  'findCrossed',
  'kinNamingKeys',
  'readPulls',
  'findLostTags',
  'findGivenTags',
  'postedTrailers',
  'findEras',
  'findClaims',
  'findComments',
  'findSeriesIssues',
  'findConflicts',
  'findEdited',
  'findShortestEdit',
  'findUnannounced',
  'findMovedLines',
  'findRearrangements',
  'findVerdicts',
  'readVerdicts',
  'findMentioned',
  'findPeople',
  'readReplies',
  'findCue',
  'findState',
  'findTurn',
  'findEvidence',
  'findVersion',
  'findLanding',
])

/** Two versions of a patch with this text in the message, the notes and the code, and a reply that says it and quotes it. */
export function runPipeline(text: string): unknown {
  const code = (line: string) => `${text}\n---\n${text}\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-old\n+${line}\n`
  return deriveMails([
    mail({ id: 'a', subject: '[PATCH] one thing that is said', body: code('new') }),
    mail({ id: 'b', subject: '[PATCH v2] one thing that is said', body: code(text), at: 10 }),
    mail({
      id: 'c',
      subject: 'Re: [PATCH] one thing that is said',
      to: ['a'],
      at: 5,
      from: REX,
      body: `${text}\n> ${text}\n\n${text}\n`,
    }),
  ])
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
