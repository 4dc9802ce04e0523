import { parseTable } from './labelTable'

/** A series with what a reader says of it. Where reasonable maintainers can disagree, the better answer comes first. */
export interface JudgedState {
  readonly number: string
  /** Message-ID of the newest version's head. */
  readonly newest: string
  readonly states: readonly string[]
  readonly waiting: readonly string[]
  /** Message-ID of the mail that decides; '' when none does. */
  readonly mail: string
  readonly note: string
}

/** What Reroll shows of a series. */
export interface ShownState {
  readonly state: string
  readonly waiting: string
  readonly mail: string
  readonly quote: string
}

const WAITING = ['author', 'reviewers', 'maintainer', 'nobody']

/**
 * Reads a file of labels as test/labels/states/README.md lays down. Throws on a missing column and on a row without an answer or with an
 * unknown side, and names the line.
 */
export function parseStateLabels(text: string): JudgedState[] {
  return parseTable(text, ['case', 'newest', 'state', 'waiting', 'mail', 'note']).map(({ line, cell }) => {
    const [states, waiting] = [cell('state').split('/'), cell('waiting').split('/')]
    if (states.includes('') || waiting.some((side) => !WAITING.includes(side)))
      throw new Error(`line ${line}: unknown answer "${cell('state')}", "${cell('waiting')}"`)
    return { number: cell('case'), newest: cell('newest'), states, waiting, mail: cell('mail'), note: cell('note') }
  })
}

/** Compares what the reader judged with what Reroll shows, and formats how much is right and each miss. `find` gives undefined for a series that is not imported. */
export function formatStates(cases: readonly JudgedState[], find: (newest: string) => ShownState | undefined): string {
  const results = cases.map((one) => {
    const shown = find(one.newest)
    const [state, waiting] = [one.states.includes(shown?.state ?? ''), one.waiting.includes(shown?.waiting ?? '')]
    return { ...one, shown, state, waitingRight: waiting }
  })
  const states = results.filter(({ state }) => state).length
  const sides = results.filter(({ waitingRight }) => waitingRight).length
  const misses = results.flatMap(({ number, newest, states, waiting, mail, note, shown, state, waitingRight }) => {
    if (state && waitingRight) return []
    if (shown === undefined) return [`${number} not imported: <${newest}>`]
    return [
      `${number} <${newest}>${state ? '' : ' state'}${waitingRight ? '' : ' waiting'}`,
      `  reader: ${states.join('/')}, ${waiting.join('/')}: ${mail === '' ? '' : `<${mail}> `}${note}`,
      `  Reroll: ${shown.state}, ${shown.waiting}: <${shown.mail}> ${shown.quote}`,
    ]
  })
  return [`state right in ${states}, waiting on right in ${sides} of ${cases.length} series`, ...misses, ''].join('\n')
}
