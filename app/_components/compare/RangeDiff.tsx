import type { PatchPageView } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { figure } from '../../../lib/text'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'

/** Longer range-diffs are cut; git can show all of it. */
const MAX_LINES = 5_000
/** No line starts after this many characters. */
const MAX_TEXT = 400_000

interface Props {
  readonly lines: readonly string[]
  /** Of each line after the first; left out where lines are not numbered. */
  readonly numbers?: PatchPageView['rangeNumbers'] | undefined
}

/** A range-diff as git prints it; the outer sign gives a line its colour. The numbers of the lines in either version are beside it, so that copied text has none. */
export function RangeDiff({ lines, numbers = [] }: Props) {
  const shown = countShown(lines)
  return (
    <>
      <ScrollBox
        label="Text of the range-diff, scrolls sideways"
        className={numbers.length === 0 ? '' : 'diff-numbered'}
      >
        {numbers.length === 0 ? null : (
          <pre className="diff-numbers" aria-hidden="true">
            {numberText(numbers.slice(0, Math.max(0, shown - 1)))}
          </pre>
        )}
        <pre className="diff-code">
          {gatherRuns(lines.slice(0, shown)).map((run) => (
            <span className={`diff-run ${run.className}`}>{run.text}</span>
          ))}
        </pre>
      </ScrollBox>
      {lines.length <= shown ? null : (
        <p role="note">
          {count(lines.length - shown, 'more line')} of the range-diff not shown: a page shows {figure(MAX_LINES)} lines
          or {figure(MAX_TEXT)} characters.
        </p>
      )}
    </>
  )
}

/** The number of each line in the older version and in the newer one: of a removed line before the patch, of any other after it. */
function numberText(numbers: NonNullable<Props['numbers']>): string {
  const of = (one: { readonly before: number | null; readonly after: number | null } | null | undefined) =>
    `${one?.after ?? one?.before ?? ''}`
  const rows = numbers.map((one) => [of(one?.left), of(one?.right)] as const)
  const width = Math.max(1, ...rows.flat().map(({ length }) => length))
  // A line end right after <pre> is dropped by browsers, so the line of the header is a blank.
  return [' ', ...rows.map(([left, right]) => `${left.padStart(width)} ${right.padStart(width)}`)].join('\n')
}

function countShown(lines: readonly string[]): number {
  let [shown, left] = [0, MAX_TEXT]
  while (shown < Math.min(lines.length, MAX_LINES) && left > 0) left -= at(lines, shown++).length
  return shown
}

/** Consecutive lines of one colour share an element. */
function gatherRuns(lines: readonly string[]): { readonly className: string; readonly text: string }[] {
  const runs: { className: string; text: string }[] = []
  for (const [index, line] of lines.entries()) {
    const className = index === 0 ? 'diff-first' : outerClass(line)
    const last = runs.at(-1)
    if (last !== undefined && last.className === className) last.text += `${visible(line)}\n`
    else runs.push({ className, text: `${visible(line)}\n` })
  }
  return runs
}

/** The body is indented by four spaces; then comes the outer sign. */
function outerClass(line: string): string {
  const sign = line[4]
  if (sign === '+') return 'diff-new'
  if (sign === '-') return 'diff-old'
  return sign === '@' ? 'diff-hunk' : 'diff-both'
}
