import { parseArgs } from 'node:util'
import { type Db, openReader, withDatabase } from '../../../db/open'
import { figure } from '../../../lib/text'
import { runTool } from '../runTool'
import type { CheckResult } from './replies/finding'
import { checkFlowedTags } from './replies/flowedTags'
import { checkFormLetters } from './replies/formLetters'
import { checkMboxTags } from './replies/mboxTags'
import { checkUnmarkedQuotes } from './replies/unmarkedQuotes'

const HELP = `eval:replies DATABASE...
Checks what was read from the replies of a database against their raw mails, with a MIME reader, a decoder of RFC 3676 and a search for
quotations that were written for this program:
  1  no position of anybody but the author is a run of eight words, or in two lines, of the mail that it answers
  2  no standing comes from automatic mail, a bot, a thank-you letter, or a paragraph that its sender repeats in five threads
  3  no review tag in a format=flowed reply is missing among its positions
  4  the mbox of each version adds exactly the tags that the page of the series shows, and at the newest version those that are in force

Prints for each check what was compared and how many findings there are of each kind, then each finding in a line: its kind, Message-ID
and words. Only the kind "wrong" is a fault; the others are listed so that a reader can judge them:
  repeated trailer    a trailer of the mail that is answered, given again
  cited               a sentence with words of its own besides those of the mail that is answered
  own words           what the sender repeats of an own mail
  repeated sentence   one sentence of six words or more, by the same sender in five threads
  by the author       a tag in a mail by the author of the patch
  pasted patch        a tag in a mail that holds a diff without quote marks
  in a sentence       a tag behind other words of its paragraph
  no mbox             a version of which no mbox is given because a mail is incomplete
  no patches          a version of which no patch was imported

Exits 0 when nothing is wrong, 1 when something is or a database cannot be read or has no series, 2 on wrong usage.

  npm run -s eval:replies -- linux-s390.sqlite`

const CHECKS: readonly ((db: Db) => CheckResult)[] = [
  checkUnmarkedQuotes,
  checkFormLetters,
  checkFlowedTags,
  checkMboxTags,
]

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  if (values.help === true || positionals.length === 0) {
    process.stdout.write(`${HELP}\n`)
    return values.help === true ? 0 : 2
  }
  let wrong = 0
  for (const file of positionals) {
    process.stdout.write(`${file}\n`)
    await withDatabase(openReader(file), (db) => {
      if (db.prepare('SELECT 1 FROM series').get() === undefined) throw new Error(`${file} has no series`)
      for (const [index, check] of CHECKS.entries()) {
        const result = check(db)
        process.stdout.write(format(index + 1, result))
        wrong += result.findings.filter(({ kind }) => kind === 'wrong').length
      }
    })
  }
  return wrong === 0 ? 0 : 1
}

function format(number: number, { name, counts, findings }: CheckResult): string {
  const kinds = [...new Set(['wrong', ...findings.map(({ kind }) => kind)])]
  const sums = kinds.map((kind) => `${figure(findings.filter((one) => one.kind === kind).length)} ${kind}`)
  const lines = findings.map(({ kind, id, text }) => `     ${kind}  <${id}>  ${text}\n`)
  return `  ${number}  ${name}: ${sums.join(', ')}; ${counts}\n${lines.join('')}`
}

runTool('eval:replies', main)
