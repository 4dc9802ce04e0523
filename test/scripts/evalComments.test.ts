import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatComments, type OpenMail, parseCommentLabels } from '../../scripts/tools/eval/commentLabels'
import { ROOT, reroll } from '../support/cli'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const HEAD = 'case\tnewest\tmail\tkind\tstate\tquote\n'
const SILENT = '01\tv2@example.org\tnone\t\t\t\n'
const row = (id: string, kind: string, state = 'open') => `01\tv2@example.org\t${id}\t${kind}\t${state}\twords\n`
const open = (id: string, kind: string): OpenMail => ({ id, kind, quote: 'Free it.' })
const measure = (rows: string, ...shown: readonly OpenMail[]) =>
  formatComments(parseCommentLabels(HEAD + rows), () => shown).split('\n')

describe('a file of judged series', () => {
  it('groups the mails of a case, and skips notes', () => {
    const cases = parseCommentLabels(`${HEAD}${row('a', 'request')}${row('b', 'nit', 'arguable')}# a note\n`)
    expect(cases.map(({ number, mails }) => [number, ...mails.map(({ id }) => id)])).toEqual([['01', 'a', 'b']])
    expect(parseCommentLabels(HEAD + SILENT).map(({ mails }) => mails)).toEqual([[]])
  })

  it('without an answer, with an unknown one or without a column is rejected, with the line', () => {
    expect(() => parseCommentLabels(`${HEAD}${SILENT}${row('', '', '')}`)).toThrow('line 3')
    expect(() => parseCommentLabels(HEAD + row('a', 'wish'))).toThrow('line 2: unknown answer "a wish open"')
    expect(() => parseCommentLabels(`# a note\n\n${HEAD}${SILENT}# a note\n${row('a', 'wish')}`)).toThrow('line 6')
    expect(() => parseCommentLabels('case\tmail\n')).toThrow('line 1: the columns case, newest, ')
  })
})

describe('a series', () => {
  it('is right when both sides have the same mails, whatever kinds they see in them', () => {
    expect(measure(row('a', 'request'), open('a', 'question'))[0]).toMatch('1 of 1 series right')
    expect(measure(SILENT)[0]).toMatch('1 of 1 series right')
  })

  it('is wrong when a mail is missing or extra, and both sides are printed', () => {
    expect(measure(row('a', 'request'), open('b', 'defect'))).toEqual([
      '0 of 1 series right; 0 without the mails that are arguable',
      '01 <v2@example.org>',
      '  missing: <a>',
      '    reader: request: words',
      '    Reroll: nothing open',
      '  extra: <b>',
      '    reader: nothing open',
      '    Reroll: defect: Free it.',
      '',
    ])
  })

  it('does not depend on nits', () => {
    expect(measure(row('a', 'nit'))[0]).toMatch('1 of 1 series right')
    expect(measure(SILENT, open('a', 'nit'))[0]).toMatch('1 of 1 series right')
    expect(measure(row('a', 'request'), open('a', 'nit'))[0]).toMatch('0 of 1 series right')
  })

  it('is right in the second figure when only an arguable mail differs', () => {
    expect(measure(row('a', 'request', 'arguable'))[0]).toBe(
      '0 of 1 series right; 1 without the mails that are arguable',
    )
  })

  it('that is not imported is not right', () => {
    expect(formatComments(parseCommentLabels(HEAD + SILENT), () => undefined)).toMatch(/^0 of 1.*\n01 not imported/)
  })
})

describe('the commands', () => {
  const run = (tool: string, ...words: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', `scripts/tools/eval/${tool}.ts`, ...words], {
      cwd: ROOT,
      encoding: 'utf8',
    })
  const folder = tempFolder()
  const [mbox, db, labels] = ['m.mbox', 'm.sqlite', 'l.tsv'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const patch = (id: string, minutes: number) =>
    mail({
      id,
      subject: `[PATCH] ${id}`,
      minutes,
      body: `Why.\n---\ndiff --git a/${id} b/${id}\n--- a/${id}\n+++ b/${id}\n@@ -1 +1 @@\n-a\n+b\n`,
    })
  const reply = (id: string, to: string, from: string, minutes: number) =>
    mail({ id, subject: `Re: [PATCH] ${to}`, from, inReplyTo: to, minutes, body: 'Please rename this function.\n' })
  const mails = [
    patch('asked@example.org', 0),
    reply('r@example.org', 'asked@example.org', 'Rex Roe <rex@example.org>', 5),
    patch('lonely@example.org', 10),
  ]
  writeFileSync(mbox, mails.map((raw) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${raw.toString()}\n`).join(''))
  reroll(['ingest', mbox], db)

  it('draw the series that somebody else answered, without answers, and measure them once they are judged', () => {
    const drawn = run('drawComments', '--db', db, '--since', '2000-01-01')
    expect(drawn.stdout).toBe(`${HEAD}01\tasked@example.org\t\t\t\t\n`)
    expect(run('drawComments', '--db', db, '--since', '2100-01-01').stdout).toBe(HEAD)
    writeFileSync(labels, `${HEAD}01\tasked@example.org\tr@example.org\trequest\topen\tplease rename\n`)
    expect(run('evalComments', labels, db).stdout).toMatch('1 of 1 series right')
  })

  it('exit 2 on wrong usage and 1 when a file cannot be read', () => {
    expect([run('drawComments').status, run('evalComments', labels).status]).toEqual([2, 2])
    expect(run('evalComments', '/nowhere.tsv', db).status).toBe(1)
  })
})
