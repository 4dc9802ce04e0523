import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { listRemarks } from '../../db/queries/review/remarkList'
import type { SeriesDocument } from '../../db/queries/views'
import { parseMessage } from '../../lib/mail/message'
import { corpusPath, describeWithCorpus, expectedPath } from '../support/corpus'
import { readMails } from '../support/ingest'
import { importSeries, readChangeFacts, readLabels, SAMPLE_MBOX } from './facts'

const ORIGINAL = corpusPath('vfio-device-life-cycle.mbox')

interface Imported {
  readonly db: Db
  readonly document: SeriesDocument
}

describeWithCorpus('the sample beside the original', () => {
  let original: Imported
  let sample: Imported

  beforeAll(async () => {
    original = await importSeries(ORIGINAL)
    sample = await importSeries(SAMPLE_MBOX)
  })

  it('has the same mails: ids, senders, subjects, dates, times of receipt and places in the thread', () => {
    expect(mailFacts(sample.db)).toEqual(mailFacts(original.db))
  })

  it('has the same versions, links, patches, files and review tags with the mails that gave them', () => {
    const facts = ({ document }: Imported) =>
      document.versions.map((version) => ({
        ...version,
        patches: version.patches.map(({ added: _added, removed: _removed, ...patch }) => patch),
      }))
    expect(facts(sample)).toEqual(facts(original))
  })

  it('changes in the same way from version to version, with the same notes', () => {
    const facts = ({ document }: Imported) =>
      document.tracks.map(({ cells }) =>
        cells.map(({ added: _added, removed: _removed, marks: _marks, ...cell }) => cell),
      )
    expect(facts(sample)).toEqual(facts(original))
  })

  it('announces the same changes of the same patches, and has the same findings but for their words', () => {
    const facts = ({ document }: Imported) => ({
      changelog: document.changelog.map(({ text: _text, line: _line, ...change }) => change),
      audit: document.audit.map(({ text: _text, ...finding }) => finding),
      issues: document.issues,
      turn: document.turn?.whose,
    })
    expect(facts(sample)).toEqual(facts(original))
  })

  it('places each review comment of the original about code in the same file', () => {
    const [ours, theirs] = [remarkFiles(sample), remarkFiles(original)]
    for (const [id, files] of theirs) expect({ id, files: ours.get(id) }).toEqual({ id, files })
  })

  it('has the changes and the positions that were found by reading the original', () => {
    const rows = JSON.parse(readFileSync(expectedPath('vfio-evolution.json'), 'utf8')) as Record<string, unknown>[]
    const changes = readChangeFacts().map(({ from, to, patch, change, facts, tagsAdded }) => ({
      ...{ from, to, patch, class: change, facts, trailersAdded: tagsAdded },
    }))
    expect(changes).toEqual(rows.map(({ note: _note, rangeDiffOuterLines: _lines, ...row }) => row))
    const labels = readFileSync(expectedPath('vfio-positions.tsv'), 'utf8').trim().split('\n').slice(1)
    const judged = labels.map((row) => row.split('\t')).map(([id = '', , , , , label = '']) => [id, POSITIONS[label]])
    expect([...readLabels()]).toEqual(judged)
  })

  it('shares no line of 25 characters with the original but facts', async () => {
    const theirs = new Set((await ownTexts(ORIGINAL)).filter((line) => line.length >= 25))
    const ours = await ownTexts(SAMPLE_MBOX)
    expect(theirs.size).toBeGreaterThan(1_500)
    expect(ours.length).toBeGreaterThan(1_500)
    expect(ours.filter((line) => theirs.has(line))).toEqual([])
  })

  it('shares no 30 characters of a line with the original but facts', async () => {
    const theirs = new Set((await ownTexts(ORIGINAL)).flatMap((line) => windows(line, 30)))
    const ours = (await ownTexts(SAMPLE_MBOX)).flatMap((line) => windows(line, 30))
    expect(ours.filter((text) => theirs.has(text))).toEqual([])
  })

  it('shares no 40 characters in a row with the original but facts, wherever its lines are wrapped', async () => {
    const theirs = new Set(windows((await ownTexts(ORIGINAL)).join(' '), 40))
    const ours = windows((await ownTexts(SAMPLE_MBOX)).join(' '), 40)
    expect(ours.filter((text) => theirs.has(text))).toEqual([])
  })
})

/** All runs of so many characters of a text. */
function windows(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length))
}

/** The labels of vfio-positions.tsv in the words of the document. */
const POSITIONS: Readonly<Record<string, readonly string[]>> = {
  approve: ['approves'],
  'approve+tested': ['approves', 'tested'],
  conditional: ['approves-with-condition'],
  request: ['requests-changes'],
  question: ['asks'],
  objection: ['objects'],
  discussing: ['discusses'],
  applied: ['applied'],
  author: ['author'],
}

function mailFacts(db: Db): unknown[] {
  return db
    .prepare(
      `SELECT messages.key, messages.subject, messages.from_name, messages.from_email, messages.sent_ms, messages.sent_zone, messages.received_ms, parents.key AS parent, number
       FROM messages JOIN places ON places.message = messages.id LEFT JOIN messages AS parents ON parents.id = parent
       ORDER BY messages.key`,
    )
    .all()
}

/** For each mail, the files that its review comments are in. */
function remarkFiles({ db, document }: Imported): Map<string, readonly string[]> {
  const series = db.prepare<[], number>('SELECT id FROM series').pluck().get() ?? 0
  const found = new Map<string, Set<string>>()
  for (const { version, patches } of document.versions)
    for (const { number } of patches)
      for (const { messageId, place } of listRemarks(db, series, document.versions, version, number))
        if ('path' in place) found.set(messageId, (found.get(messageId) ?? new Set()).add(place.path))
  return new Map([...found].map(([id, paths]) => [id, [...paths].sort()]))
}

/** What counts as a fact: paths, trailers, addresses, links, commits, titles of patches, who is quoted. */
const FACT =
  /^(?:diff --git |--- a\/|\+\+\+ b\/|F: Documentation\/|From: |Contact: |M: |\w+ \w+ \(\d+\):$|[A-Z][\w-]+-by: |base-commit: |(?:\S+ ){0,2}https?:\/\/\S+$|On \w{3}, .* wrote:$|在 .*写道:$)/

/** The lines of all bodies without marks of quotes and diffs, blanks collapsed; facts are left out. */
async function ownTexts(path: string): Promise<string[]> {
  const parsed = await Promise.all(readMails(path).map(parseMessage))
  const messages = parsed.flatMap((mail) => (mail.kind === 'message' ? [mail.message] : []))
  const titles = new Set(messages.map(({ subject }) => subject.replace(/^.*\] /, '')))
  return messages
    .flatMap(({ body }) => body.split('\n'))
    .map((line) => line.replace(/^(?:\s?[>|])+ ?/, '').replace(/\s+/g, ' '))
    .filter((line) => !FACT.test(line.trim()))
    .map((line) => line.replace(/^[-+ ]/, '').trim())
    .filter((line) => line !== '' && !titles.has(line) && !FACT.test(line))
}
