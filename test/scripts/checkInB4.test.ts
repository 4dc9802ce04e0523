import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { at } from '../../lib/at'
import { parseHeaderBlock } from '../../lib/mail/header'
import { findMessageId } from '../../lib/mail/mailId'
import { SAMPLE } from '../../scripts/tools/sample/buildSample'
import { ROOT } from '../support/cli'
import { ingestFiles, readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

const INVENTED = join(SAMPLE, 'invented.mbox')
const RELAY_V2 = '20220923071845.i2c-relay-recover-1-leo.marchetti@example.com'
const RELAY_V2_PATCH_3 = RELAY_V2.replace('-1-leo', '-4-leo')
const folder = tempFolder()
const tree = join(folder, 'linux')
const database = join(folder, 'invented.sqlite')
const tracking = join(folder, 'b4-tracking.json')

/** A row that b4 shows and keeps: of the object that a command prints it takes these fields, and no others. */
interface Row {
  readonly tool: string
  readonly status: string
  readonly summary: string
  readonly url: string
  readonly details: string
}

beforeAll(async () => {
  const db = openWriter(database)
  await ingestFiles(db, INVENTED)
  db.close()
  mkdirSync(tree)
  execFileSync('git', ['init', '-q'], { cwd: tree })
  writeFileSync(tracking, '{"series": {"revision": 2}}')
  // The lines of docs/b4.md, typed into a shell at the top of the kernel tree, with the paths of this test.
  const lines = [...readFileSync(join(ROOT, 'docs/b4.md'), 'utf8').matchAll(/^\$ (git config .*)$/gm)].map(
    ([, line = '']) => line.replaceAll('/srv/reroll/scripts', join(ROOT, 'scripts')),
  )
  expect(lines).toHaveLength(3)
  for (const line of lines)
    execFileSync('sh', ['-c', line.replaceAll('/srv/reroll/db/reroll.sqlite', database)], { cwd: tree })
})

/** The commands that b4 takes from git's configuration. */
function configured(name: 'review-series-check-cmd' | 'review-perpatch-check-cmd'): string[] {
  const text = execFileSync('git', ['config', '--get-all', `b4.${name}`], { cwd: tree, encoding: 'utf8' })
  return text.split('\n').filter((command) => command !== '')
}

/**
 * Runs a command as b4 0.15 does (src/b4/review/checks.py): its words, split as by Python's shlex and without a shell, at the top of the tree, with the mail on standard
 * input and the name of a tracking file in the environment. The exit code counts only when nothing was printed.
 */
function runAsB4(command: string, input: Buffer): readonly Row[] {
  // Nothing that shlex treats specially, so that splitting at blanks gives the same words.
  expect(command).toMatch(/^[\w\s/.:=-]+$/)
  const [program = '', ...words] = command.split(' ')
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: tree,
    env: { ...process.env, B4_TRACKING_FILE: tracking },
    input,
    encoding: 'utf8',
  })
  if (stdout.trim() === '') {
    const summary = `exited with error code ${status}`
    return status === 0 ? [] : [{ tool: program, status: 'fail', summary, url: '', details: stderr.trim() }]
  }
  // Its documentation asks for an array.
  const entries = JSON.parse(stdout) as Readonly<Record<string, unknown>>[]
  expect(Array.isArray(entries)).toBe(true)
  return entries.map((entry) => {
    expect(['pass', 'warn', 'fail']).toContain(entry.status)
    expect(Object.keys(entry).filter((name) => !FIELDS.has(name))).toEqual([])
    for (const value of Object.values(entry)) expect(value).toEqual(expect.any(String))
    return { summary: '', url: '', details: '', ...entry } as Row
  })
}

const FIELDS: ReadonlySet<string> = new Set(['tool', 'status', 'summary', 'url', 'details'])

const mails = readMails(INVENTED)

/**
 * A mail as b4 hands it over: header fields without the original folding, and the body decoded whatever its Content-Transfer-Encoding says.
 */
function asB4Writes(id: string): Buffer {
  const raw = mails.find((one) => findMessageId(parseHeaderBlock(one).fields).id === id)
  if (raw === undefined) throw new Error(`the sample has no mail ${id}`)
  const text = raw.toString('latin1').replaceAll('\r\n', '\n')
  const head = text.slice(0, text.indexOf('\n\n')).replaceAll(/\n[ \t]+/g, ' ')
  const body = text.slice(text.indexOf('\n\n'))
  return Buffer.from(`${head}\nContent-Transfer-Encoding: base64${body}\n`, 'latin1')
}

describe('the check commands of docs/b4.md, run as b4 review runs them', () => {
  const series = () => at(configured('review-series-check-cmd'), 0)
  const patch = () => at(configured('review-perpatch-check-cmd'), 1)

  it('are one for the series, and two for its patches with checkpatch first', () => {
    expect(configured('review-series-check-cmd')).toEqual([expect.stringContaining('reroll check - --db ')])
    expect(configured('review-perpatch-check-cmd')).toEqual([
      '_builtin_checkpatch',
      expect.stringContaining('reroll check - --this-patch --db '),
    ])
  })

  it('give one row about the series for its cover letter', () => {
    expect(runAsB4(series(), asB4Writes(RELAY_V2))).toEqual([
      {
        tool: 'reroll',
        status: 'fail',
        summary: 'Mei Tanaka: 1 objection; Pavel Dvorsky: 1 question; reviewed 2 of 3',
        url: '',
        details: expect.stringMatching(/^Mei Tanaka on v2 patch 3: .*\nPavel Dvorsky on v2 patch 2: /),
      },
    ])
  })

  it('give one row about a patch, with a link if the command names the site', () => {
    const command = `env REROLL_URL=https://reroll.example.org ${patch()}`
    expect(runAsB4(command, asB4Writes(RELAY_V2_PATCH_3))).toEqual([
      expect.objectContaining({
        tool: 'reroll',
        status: 'fail',
        summary: 'Mei Tanaka: 1 objection',
        url: expect.stringMatching(/^https:\/\/reroll\.example\.org\/series\/\S+\/3$/),
      }),
    ])
  })

  it('give no row for a mail that b4 lists as a patch and Reroll does not', () => {
    expect(runAsB4(patch(), asB4Writes(RELAY_V2))).toEqual([])
  })

  it('warn about a mail that was not imported', () => {
    const unknown = Buffer.from('From: a@example.org\nSubject: [PATCH] a: b\nMessage-ID: <new@example.org>\n\nHello\n')
    for (const command of [series(), patch()])
      expect(runAsB4(command, unknown)).toEqual([expect.objectContaining({ tool: 'reroll', status: 'warn' })])
  })

  it('fail with the reason in the details, in a column named after the program, when they cannot answer', () => {
    const [row, ...more] = runAsB4(series(), Buffer.from('Subject: no id\nFrom: a@example.org\n\nHello\n'))
    expect(more).toEqual([])
    expect(row).toMatchObject({ tool: 'node', status: 'fail', summary: 'exited with error code 1' })
    expect(row?.details).toContain('there is no mail with a Message-ID')
  })
})
