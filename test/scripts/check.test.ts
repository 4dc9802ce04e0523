import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { at } from '../../lib/at'
import type { Check } from '../../scripts/cli/checkReport'
import { SAMPLE } from '../../scripts/tools/sample/buildSample'
import { ROOT, reroll } from '../support/cli'
import { ingestFiles, ingestMails, readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

const INVENTED = join(SAMPLE, 'invented.mbox')
/** Mails of the invented series: the cover letter, or the patch with this number. */
const RELAY_V1 = '20220901063000.i2c-relay-recover-1-leo.marchetti@example.com'
const RELAY_V2 = '20220923071845.i2c-relay-recover-1-leo.marchetti@example.com'
const RELAY_V2_PATCH = (number: number) => RELAY_V2.replace('-1-leo', `-${number + 1}-leo`)
const READY = '20220929075518.tmq75-alert-1-ada.lindqvist@example.com'
const POOL = '20220930102000.net-larch-pool-1-ines.carvalho@example.com'
const APPLIED = '20220921181220.tmq75-calibration-1-wren.castellan@example.com'
const WITHDRAWN = '20220901133700.net-larch-legacy-1-joris.vandam@example.com'

const folder = tempFolder()
const database = join(folder, 'invented.sqlite')

beforeAll(async () => {
  const db = openWriter(database)
  await ingestFiles(db, INVENTED)
  db.close()
})

/** Runs the command; the result that it printed, and its exit code. */
function check(words: readonly string[], path = database): { readonly code: number | null; readonly check: Check } {
  const { code, stdout } = reroll(['check', ...words], path)
  return { code, check: onlyResult(stdout) }
}

/** The one result in the array that the command printed. */
function onlyResult(stdout: string): Check {
  const results = JSON.parse(stdout) as Check[]
  expect(results).toHaveLength(1)
  return at(results, 0)
}

describe('reroll check', () => {
  it('fails for a series with an open objection, and says who objects where', () => {
    const { code, check: found } = check([RELAY_V2])
    expect(code).toBe(1)
    expect(found).toEqual({
      tool: 'reroll',
      status: 'fail',
      summary: 'Mei Tanaka: 1 objection; Pavel Dvorsky: 1 question; reviewed 2 of 3',
      details: expect.stringMatching(
        /^Mei Tanaka on v2 patch 3: "I don't think this is the right approach." <\S+mei-4\S+>\nPavel Dvorsky on v2 patch 2: "Does get_sda[^\n]*" <\S+>$/,
      ),
    })
  })

  it('passes for a series that is reviewed and has nothing open', () => {
    expect(check([READY])).toEqual({
      code: 0,
      check: { tool: 'reroll', status: 'pass', summary: 'reviewed 2, tested 1 of 2' },
    })
  })

  it('warns of open comments', () => {
    const { code, check: found } = check([POOL])
    expect({ code, status: found.status }).toEqual({ code: 0, status: 'warn' })
    expect(found.summary).toBe('Tomas Birk: 1 defect; Greta Hollis: 1 question; reviewed 1 of 3')
  })

  it('warns that a newer version is there', () => {
    expect(check([RELAY_V1]).check.summary).toMatch(/^v2 is newer; Mei Tanaka: 1 objection/)
    expect(check([RELAY_V1.replace('-1-leo', '-2-leo'), '--this-patch'])).toMatchObject({
      code: 0,
      check: { status: 'warn', summary: 'v2 is newer' },
    })
  })

  it('says of one patch only what concerns it', () => {
    expect(check([RELAY_V2_PATCH(1), '--this-patch']).check).toMatchObject({
      status: 'pass',
      summary: 'no open comments',
    })
    expect(check([RELAY_V2_PATCH(2), '--this-patch']).check).toMatchObject({
      status: 'warn',
      summary: 'Pavel Dvorsky: 1 question',
    })
    expect(check([RELAY_V2_PATCH(3), '--this-patch'])).toMatchObject({
      code: 1,
      check: { status: 'fail', summary: 'Mei Tanaka: 1 objection' },
    })
  })

  it('says what has become of a series that is over', () => {
    expect(check([APPLIED])).toMatchObject({
      code: 0,
      check: { status: 'pass', summary: 'Applied to hwmon-next by Ruben Okafor, 2022-09-22' },
    })
    expect(check([WITHDRAWN])).toMatchObject({
      code: 1,
      check: { status: 'fail', summary: expect.stringMatching(/^Withdrawn by Joris Vandam, 2022-09-02/) },
    })
  })

  it('warns of tags that predate the code, that no mail backs or that somebody gave for another, and of missing patches', async () => {
    const path = join(folder, 'tags.sqlite')
    const db = openWriter(path)
    const date = (day: number): string => `Date: Thu, 0${day} Sep 2022 08:00:00 +0000`
    const patch = (day: number, version: string, code: string, tags = ''): string =>
      [
        'From: Ada <ada@example.org>',
        date(day),
        `Message-ID: <${version}@example.org>`,
        `Subject: [PATCH${version === 'v1' ? '' : ' v2'} 1/2] a: b`,
        '',
        `Why.\n\n${tags}Signed-off-by: Ada <ada@example.org>\n---`,
        `diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,1 +1,2 @@\n one\n+${code}\n`,
      ].join('\n')
    const reply = (day: number, id: string, from: string, to: string, text: string): string =>
      `From: ${from}\n${date(day)}\nTo: ada@example.org\nMessage-ID: <${id}@example.org>\nIn-Reply-To: <${to}@example.org>\nSubject: Re: [PATCH${to === 'v1' ? '' : ' v2'} 1/2] a: b\n\n${text}\n`
    await ingestMails(db, [
      patch(1, 'v1', 'two'),
      reply(2, 'r1', 'Bo <bo@example.org>', 'v1', 'Reviewed-by: Bo <bo@example.org>'),
      patch(5, 'v2', 'three', 'Reviewed-by: Bo <bo@example.org>\nReviewed-by: Cy <cy@example.org>\n'),
      reply(6, 'r2', 'Di <di@example.org>', 'v2', 'Acked-by: Ed <ed@example.org>'),
    ])
    db.close()
    const { check: found } = check(['v2@example.org'], path)
    expect(found.status).toBe('warn')
    expect(found.summary).toBe(
      '1 tag predates v2; 1 tag given on someone else’s behalf; 1 tag not backed by a mail; 1 of 2 patches archived here; reviewed 1 of 2',
    )
  })

  it('hands no control or bidirectional characters of a mail to the terminal', async () => {
    const path = join(folder, 'odd.sqlite')
    const db = openWriter(path)
    const from = (name: string) => `From: =?utf-8?q?${name}?= <x@example.org>\nMessage-ID: <`
    await ingestMails(db, [
      `${from('Ada')}p@example.org>\nSubject: [PATCH] a: b\n\nWhy.\n---\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n`,
      `${from('B=E2=80=AEo=1B[2J').replace('x@', 'bo@')}r@example.org>\nTo: x@example.org\nIn-Reply-To: <p@example.org>\nSubject: Re: [PATCH] a: b\nContent-Type: text/plain; charset=utf-8\n\nWhy is this \u202eneeded\u001b[31m?\n`,
    ])
    db.close()
    const { check: found } = check(['p@example.org'], path)
    expect(found.details).toContain('needed')
    expect(JSON.stringify(found)).not.toMatch(/\u202e|\\u001b/)
  })

  it('answers about a mail that was not imported with how to import it, and exit code 1', () => {
    const { code, stdout, stderr } = reroll(['check', '<none@example.org>'], database)
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'reroll: none@example.org: no series with this mail has been imported\n',
    })
    expect(onlyResult(stdout)).toEqual({
      tool: 'reroll',
      status: 'warn',
      summary: 'not imported, so nothing is known about it; to import it: npm run ingest -- none@example.org',
    })
  })

  it('says how it is used when it gets no mail, several, or no patch to look at', () => {
    expect(reroll(['check'], database).code).toBe(2)
    expect(reroll(['check', READY, POOL], database).code).toBe(2)
    expect(reroll(['check', RELAY_V2, '--this-patch'], database)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--this-patch takes the mail of a patch'),
    })
  })
})

describe('reroll check -', () => {
  /** As b4 review runs it: in another folder, with the mail on standard input. */
  function pipe(input: Buffer | string, env: NodeJS.ProcessEnv = process.env) {
    const words = [join(ROOT, 'scripts/run.mjs'), 'reroll', 'check', '-', '--db', database]
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, env, input, encoding: 'utf8' })
    return { code: status, stdout, stderr }
  }
  const mail = readMails(INVENTED).find((raw) => raw.includes(`Message-ID: <${READY}>`)) ?? Buffer.alloc(0)

  it('reads the mail from standard input in any folder, and gives the page of the site', () => {
    const { code, stdout } = pipe(mail, { ...process.env, REROLL_URL: 'https://reroll.example.org/' })
    expect(code).toBe(0)
    expect(onlyResult(stdout)).toEqual({
      tool: 'reroll',
      status: 'pass',
      summary: 'reviewed 2, tested 1 of 2',
      url: 'https://reroll.example.org/series/20220906081204.tmq75-alert-1-ada.lindqvist%40example.com',
    })
  })

  it('takes the first mail of an mbox', () => {
    const { stdout } = pipe(readFileSync(INVENTED))
    expect(onlyResult(stdout).summary).toBe('Noor Haddad: 1 question; no review seen')
  })

  it('fails without a mail, and for one that is too large', () => {
    for (const input of ['', 'Subject: x\nFrom: a@example.org\n\nhi\n', 'no mail'])
      expect(pipe(input)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('standard input') })
    const large = Buffer.concat([mail, Buffer.alloc(17 * 1024 * 1024, 'x\n')])
    expect(pipe(large)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('standard input') })
  })
})
