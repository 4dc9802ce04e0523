import { parseArgs } from 'node:util'
import { openReader, withDatabase } from '../../../db/open'
import { figure } from '../../../lib/text'
import { runTool } from '../runTool'
import { CLASSES, type Comparison, comparePatches } from './mailinfo'

const HELP = `eval:mailinfo --db FILE [--patches N] [--seed N]
Compares what git reads from our mbox with what it reads from the mail as it was posted. Draws patches from a database, those whose ids
have the lowest hashes; a patch that several versions hold is drawn once.
  --db FILE    a database that an archive was imported into
  --patches N  how many are drawn (default 500)
  --seed N     another number draws other patches (default 20)

Both sides go through git mailsplit and git mailinfo without options: the raw mail, and the mbox of the version without review tags
(reroll mbox --no-trailers). Author, title, message and patch must be equal byte for byte; at the end of a patch, up to two line ends that
an mbox adds do not count. A version without an mbox counts as a difference.

A patch has one class, by its raw mail alone, the first of these that holds:
  wrapped         a message/rfc822 part: git reads the outer mail, or all parts together
  attached        any other multipart: git joins the texts of all parts
  pasted          a whole file of git format-patch in the body: git takes its head for the message
  scissors        a scissors line in the body: git cuts there only with --scissors
  rewritten From  the list's address or "X via list" in From: git takes it for the author
  encoded CRLF    quoted-printable or base64 whose lines end in CRLF: git keeps the CR
  unknown charset a charset that does not exist, such as y: git gives up
  protected       format=flowed with a blank more before each context line: git leaves it there, and the patch does not apply
  plain           all others: these must be equal
All rules but \`pasted\`, \`unknown charset\` and \`protected\` were laid down before the first draw. Differences in a class other than plain may be meant: we read what the sender posted, as described above.

Prints a table of classes, then each difference: its class, Message-ID, what differs, and the first such line in the mail (-) and in our
mbox (+). Exits 0 when all plain patches are equal, 1 when one is not or on an error, 2 on wrong usage.

  npm run -s eval:mailinfo -- --db linux-s390.sqlite`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      db: { type: 'string' },
      patches: { type: 'string', default: '500' },
      seed: { type: 'string', default: '20' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [size, seed] = [Number(values.patches), Number(values.seed)]
  const usable = values.db !== undefined && Number.isInteger(size) && Number.isInteger(seed)
  if (values.help === true || values.db === undefined || !usable) {
    process.stdout.write(`${HELP}\n`)
    return values.help === true ? 0 : 2
  }
  const { drawn, all } = await withDatabase(openReader(values.db), (db) => comparePatches(db, size, seed))
  process.stdout.write(`${figure(drawn.length)} of ${figure(all)} patches, seed ${seed}\n\n${format(drawn)}`)
  return drawn.some(({ kind, differs }) => kind === 'plain' && differs.length > 0) ? 1 : 0
}

function format(drawn: readonly Comparison[]): string {
  const rows = CLASSES.map((kind) => {
    const own = drawn.filter((one) => one.kind === kind)
    const equal = own.filter(({ differs }) => differs.length === 0)
    return `${kind.padEnd(17)}${String(own.length).padStart(7)}${String(equal.length).padStart(7)}`
  })
  const differences = drawn
    .filter(({ differs }) => differs.length > 0)
    .sort((a, b) => CLASSES.indexOf(a.kind) - CLASSES.indexOf(b.kind))
    .map(({ id, kind, differs, lines }) => {
      const shown = lines === undefined ? '' : `  - ${printable(lines[0])}\n  + ${printable(lines[1])}\n`
      return `${kind}  <${id}>  ${differs.join(', ')}\n${shown}`
    })
  return `class            patches  equal\n${rows.join('\n')}\n${differences.length > 0 ? '\n' : ''}${differences.join('')}`
}

/** Every byte outside of printable ASCII as `\\xHH`. */
function printable(line: string): string {
  return line.slice(0, 160).replace(/[^ -~]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

runTool('eval:mailinfo', main)
