import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type CueRow, matchesAny } from '../../lib/review/cueTable'
import * as accept from '../../lib/review/rules/cues/accept'
import * as agree from '../../lib/review/rules/cues/agree'
import * as apply from '../../lib/review/rules/cues/apply'
import * as boilerplate from '../../lib/review/rules/cues/boilerplate'
import * as concede from '../../lib/review/rules/cues/concede'
import * as condition from '../../lib/review/rules/cues/condition'
import * as content from '../../lib/review/rules/cues/content'
import * as decide from '../../lib/review/rules/cues/decide'
import * as deed from '../../lib/review/rules/cues/deed'
import * as defect from '../../lib/review/rules/cues/defect'
import * as doubt from '../../lib/review/rules/cues/doubt'
import * as drop from '../../lib/review/rules/cues/drop'
import * as fact from '../../lib/review/rules/cues/fact'
import * as fixed from '../../lib/review/rules/cues/fixed'
import * as flaw from '../../lib/review/rules/cues/flaw'
import * as later from '../../lib/review/rules/cues/later'
import * as nit from '../../lib/review/rules/cues/nit'
import * as noDefect from '../../lib/review/rules/cues/noDefect'
import * as noRequest from '../../lib/review/rules/cues/noRequest'
import * as notApplied from '../../lib/review/rules/cues/notApplied'
import * as object from '../../lib/review/rules/cues/object'
import * as ping from '../../lib/review/rules/cues/ping'
import * as place from '../../lib/review/rules/cues/place'
import * as pledge from '../../lib/review/rules/cues/pledge'
import * as propose from '../../lib/review/rules/cues/propose'
import * as reach from '../../lib/review/rules/cues/reach'
import * as redirect from '../../lib/review/rules/cues/redirect'
import * as refuse from '../../lib/review/rules/cues/refuse'
import * as regression from '../../lib/review/rules/cues/regression'
import * as replace from '../../lib/review/rules/cues/replace'
import * as request from '../../lib/review/rules/cues/request'
import * as respin from '../../lib/review/rules/cues/respin'
import * as settle from '../../lib/review/rules/cues/settle'
import * as strike from '../../lib/review/rules/cues/strike'
import * as takeBack from '../../lib/review/rules/cues/takeBack'
import * as tell from '../../lib/review/rules/cues/tell'
import * as want from '../../lib/review/rules/cues/want'

const FOLDER = new URL('../../lib/review/rules/cues/', import.meta.url)
const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  accept,
  agree,
  apply,
  boilerplate,
  concede,
  condition,
  content,
  decide,
  deed,
  defect,
  doubt,
  drop,
  fact,
  fixed,
  flaw,
  later,
  nit,
  noDefect,
  noRequest,
  notApplied,
  object,
  place,
  ping,
  pledge,
  propose,
  reach,
  redirect,
  refuse,
  regression,
  replace,
  request,
  respin,
  settle,
  strike,
  takeBack,
  tell,
  want,
}
const rows = Object.values(modules).flatMap((tables) =>
  Object.entries(tables).flatMap(([name, value]) =>
    Array.isArray(value) ? (value as readonly CueRow[]).map((row) => ({ name, ...row })) : [],
  ),
)

describe('the cues of the rules', () => {
  it.each(rows)('of $name match "$yes" and not "$no"', ({ name: _, ...row }) => {
    expect([matchesAny([row], row.yes), matchesAny([row], row.no)]).toEqual([true, false])
  })

  it('match in their table as they do alone, which requires that no cue refers back to a group', () => {
    const tables = Object.values(modules).flatMap((all) => Object.values(all).filter(Array.isArray)) as CueRow[][]
    const missed = tables.flatMap((table) => table.filter(({ yes }) => !matchesAny(table, yes)))
    const backward = rows.filter(({ cue }) => /\\[1-9k]|\(\?<\w/.test(cue.source))
    expect([missed, backward]).toEqual([[], []])
  })

  it('are all checked here', () => {
    expect(
      readdirSync(FOLDER)
        .map((name) => name.replace('.ts', ''))
        .sort(),
    ).toEqual(Object.keys(modules).sort())
    expect(rows.length).toBeGreaterThan(200)
  })

  it('are short enough to be read', () => {
    const patterns = rows.flatMap(({ cue, unless }) => (unless === undefined ? [cue] : [cue, unless]))
    expect(patterns.filter(({ source }) => source.length > 160).map(({ source }) => source)).toEqual([])
  })

  it('are in tables, with no long expression outside them', () => {
    const lines = readdirSync(new URL('../', FOLDER)).flatMap((name) =>
      name.endsWith('.ts') ? readFileSync(new URL(`../${name}`, FOLDER), 'utf8').split('\n') : [],
    )
    expect(lines.filter((line) => /(?:= |^\s*)\/(?![/*]).{160,}\/[a-z]*$/.test(line))).toEqual([])
  })

  it('have different examples in one table', () => {
    const seen = new Set<string>()
    expect(rows.filter(({ name, yes }) => seen.size === seen.add(`${name} ${yes}`).size)).toEqual([])
  })
})
