import type { Age } from '../../../db/queries/lists/filter'
import type { FacetView, SeriesListView } from '../../../db/queries/views'
import { figure } from '../../../lib/text'
import { FILTER_NAMES, type FilterName, type FilterValues, filterHref } from '../../_model/filters'
import { GROUP_NAMES, WHY_NAMES } from '../../_model/groupWords'
import { TURN_NAMES } from '../../_model/reviewWords'
import { STATE_NAMES } from '../../_model/stateWords'
import { visible } from '../../_model/visible'
import { Trees } from '../shell/Masthead'
import { StateMark } from './StateMark'

const AGE_NAMES: Readonly<Record<Age, string>> = {
  '7d': 'mail in the last 7 days',
  '30d': 'mail in the last 30 days',
  '90d': 'mail in the last 90 days',
  '1y': 'mail in the last year',
  'over-7d': 'no mail for 7 days',
  'over-30d': 'no mail for 30 days',
  'over-90d': 'no mail for 90 days',
}

const NAMES: Readonly<Partial<Record<FilterName, Readonly<Record<string, string>>>>> = {
  group: GROUP_NAMES,
  state: STATE_NAMES,
  turn: TURN_NAMES,
  why: WHY_NAMES,
  age: AGE_NAMES,
}

const LABELS: Readonly<Record<FilterName, string>> = {
  q: 'words',
  group: 'group',
  state: 'state',
  turn: 'waiting on',
  why: 'because',
  list: 'list',
  author: 'author',
  reviewer: 'reviewer',
  path: 'path',
  age: 'age',
  release: 'release',
  tree: 'tree',
  since: 'committed since',
}

/** The filters of a list of series: how many series are in each group, have each state or wait on whom, the active filters, and a form for the others. */
export function Filters({ values, list }: { readonly values: FilterValues; readonly list: SeriesListView }) {
  return (
    <section className="filters" aria-label="Filters">
      <Facet name="group" label="Group" facets={list.groups} names={GROUP_NAMES} values={values} />
      {values.group === 'waiting-on-review' || values.why !== undefined ? (
        <Facet name="why" label="Review" facets={list.whys} names={WHY_NAMES} values={values} />
      ) : null}
      <Facet name="state" label="State" facets={list.states} names={STATE_NAMES} values={values} />
      <Facet name="turn" label="Waiting on" facets={list.turns} names={TURN_NAMES} values={values} />
      <Active values={values} />
      <Trees.Consumer>{(trees) => <FilterForm values={values} trees={trees} />}</Trees.Consumer>
    </section>
  )
}

function Facet<Value extends string>(props: {
  readonly name: 'group' | 'state' | 'turn' | 'why'
  readonly label: string
  readonly facets: readonly FacetView<Value>[]
  readonly names: Readonly<Record<Value, string>>
  readonly values: FilterValues
}) {
  const { name, label, facets, names, values } = props
  if (facets.length === 0) return null
  return (
    <nav className="filters-facet" aria-label={label}>
      <span className="filters-label">{label}</span>
      <ul>
        {facets.map(({ value, count }) => {
          const current = values[name] === value
          const href = filterHref('/', { ...values, [name]: current ? '' : value })
          return (
            <li>
              <a
                href={href}
                className={current ? 'filters-current' : undefined}
                aria-current={current ? 'true' : undefined}
              >
                {name === 'state' ? <StateMark kind={value as keyof typeof STATE_NAMES} /> : null} {names[value]}{' '}
                <span className="filters-count">{figure(count)}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** The active filters, each a link to the list without it. */
function Active({ values }: { readonly values: FilterValues }) {
  const active = FILTER_NAMES.filter((name) => values[name] !== undefined)
  if (active.length === 0) return null
  return (
    <nav className="filters-facet" aria-label="Active filters">
      <ul>
        {active.map((name) => (
          <li>
            <a href={filterHref('/', { ...values, [name]: '' })} className="filters-active">
              {LABELS[name]}: <bdi>{visible(valueName(name, values[name] ?? ''))}</bdi>{' '}
              <span aria-hidden="true">×</span>
              <span className="visually-hidden">, remove</span>
            </a>
          </li>
        ))}
        {active.length === 1 ? null : (
          <li>
            <a href="/" className="filters-clear">
              clear all
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

function valueName(name: FilterName, value: string): string {
  const names: Readonly<Record<string, string>> = NAMES[name] ?? {}
  return Object.hasOwn(names, value) ? (names[value] ?? value) : value
}

/** The form for the other filters. It keeps what is chosen above, and needs no JavaScript. */
function FilterForm({ values, trees }: { readonly values: FilterValues; readonly trees: readonly string[] }) {
  return (
    <details className="filters-more">
      <summary>
        {trees.length === 0
          ? 'Author, reviewer, path, list, age or words'
          : 'Author, reviewer, path, list, age, words, release or tree'}
      </summary>
      <form action="/" method="get" className="filters-form">
        {(['group', 'state', 'turn', 'why'] as const).map((name) =>
          values[name] === undefined ? null : <input type="hidden" name={name} value={values[name]} />,
        )}
        <Field name="author" label="Author" hint="name or address" value={values.author} />
        <Field name="reviewer" label="Reviewer" hint="name or address" value={values.reviewer} />
        <Field name="path" label="Path touched" hint="drivers/vfio" value={values.path} />
        <Field name="list" label="List" hint="list address" value={values.list} />
        <div className="filters-field">
          <label htmlFor="filter-age">Age</label>
          <select id="filter-age" name="age" defaultValue={values.age ?? ''}>
            <option value="">any</option>
            {Object.entries(AGE_NAMES).map(([value, name]) => (
              <option value={value}>{name}</option>
            ))}
          </select>
        </div>
        <Field name="q" label="Words" hint="in titles and mails" value={values.q} />
        {trees.length === 0 ? null : <CommitFields values={values} trees={trees} />}
        <button type="submit">Filter</button>
      </form>
    </details>
  )
}

/** The filters that ask for commits. */
function CommitFields({ values, trees }: { readonly values: FilterValues; readonly trees: readonly string[] }) {
  return (
    <>
      <Field name="release" label="First in release" hint="v6.1" value={values.release} />
      <div className="filters-field">
        <label htmlFor="filter-tree">Tree</label>
        <select id="filter-tree" name="tree" defaultValue={values.tree ?? ''}>
          <option value="">any</option>
          {trees.map((name) => (
            <option value={name}>{visible(name)}</option>
          ))}
        </select>
      </div>
      <div className="filters-field">
        <label htmlFor="filter-since">Committed since</label>
        <input id="filter-since" name="since" type="date" defaultValue={values.since ?? ''} />
      </div>
    </>
  )
}

function Field(props: {
  readonly name: FilterName
  readonly label: string
  readonly hint: string
  readonly value: string | undefined
}) {
  const id = `filter-${props.name}`
  return (
    <div className="filters-field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        type="text"
        defaultValue={props.value ?? ''}
        placeholder={props.hint}
        maxLength={300}
        autoComplete="off"
        spellcheck={false}
      />
    </div>
  )
}
