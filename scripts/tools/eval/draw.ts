import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runTool } from '../runTool'
import { formatTable, parseTable } from './labelTable'
import { readReplies } from './predict'
import { drawHalves, drawReplies } from './sample'

const HELP = `eval:draw SOURCE... [--exclude LABELS.tsv]... [--positions A,B] [--per-label N] [--seed N]
Draws replies to be labelled by hand: equally many for each position that the rules predict, at most three of one series, and
none that an excluded file lists. Prints a file without labels, in an order that does not reveal the predictions.
  --exclude FILE  leave out the mails of this labelled file; may be repeated
  --positions A,B only replies with these predictions (asks,objects)
  --per-label N   replies for each position (default 12)
  --uniform N     N replies of any kind instead, also those in which the rules find no position,
  --even N        and of the others N with the positions taking turns, as test/labels/README.md lays down
  --seed N        another number draws other replies (default 1)

  npm run -s eval:draw -- linux-s390-2022.mbox --exclude test/labels/s390-tune.tsv`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      exclude: { type: 'string', multiple: true, default: [] },
      positions: { type: 'string' },
      'per-label': { type: 'string', default: '12' },
      uniform: { type: 'string', default: '0' },
      even: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help === true || positionals.length === 0) {
    process.stdout.write(`${HELP}\n`)
    return values.help === true ? 0 : 2
  }
  const excluded = new Set(values.exclude.flatMap((path) => readIds(readFileSync(path, 'utf8'))))
  const wanted = values.positions?.split(',')
  const { all, predicted } = await readReplies(positionals)
  const replies = predicted.filter(({ id, primary }) => !excluded.has(id) && (wanted?.includes(primary) ?? true))
  const [seed, uniform, even] = [values.seed, values.uniform, values.even].map(Number) as [number, number, number]
  const drawn =
    uniform + even > 0
      ? drawHalves(
          all.filter(({ id }) => !excluded.has(id)),
          replies,
          { uniform, even },
          seed,
        )
      : drawReplies(replies, Number(values['per-label']), seed)
  const rows = drawn.map(({ id, version, number, from, receivedMs }) => [
    id,
    version ?? '',
    number === null ? '' : String(number).padStart(2, '0'),
    from,
    `${new Date(receivedMs).toISOString().slice(0, 16)}Z`,
  ])
  process.stdout.write(formatTable(['message-id', 'version', 'patch', 'from', 'received_utc', 'label', 'cue'], rows))
  return 0
}

function readIds(text: string): string[] {
  return parseTable(text, ['message-id']).map(({ cell }) => cell('message-id'))
}

runTool('eval:draw', main)
