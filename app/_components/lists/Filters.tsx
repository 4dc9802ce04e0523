import type { FacetView, StateView } from '../../../db/queries/views'
import { figure } from '../../../lib/text'
import { FILTER_NAMES, type FilterName, type FilterValues, filterHref } from '../../_model/filters'
import { AGE_NAMES, FILTER_LABELS, valueName } from '../../_model/filterWords'
import { STATE_NAMES } from '../../_model/stateWords'
import { visible } from '../../_model/visible'
import { Trees } from '../shell/Masthead'

interface FiltersProps {
  /** The address of the page without filters. */
  readonly base: string
  readonly values: FilterValues
  readonly states: readonly FacetView<StateView['kind']>[]
  /** The filter that the page is about, which cannot be removed. */
  readonly fixed?: 'list' | 'path' | undefined
  /** Mailing lists to choose from. */
  readonly lists?: readonly string[]
}

/** The filters of a list of series: those that are set, each a link to the list without it, and a form for all of them that needs no JavaScript. */
export function Filters(props: FiltersProps) {
  return (
    <section className="filters" aria-label="Filters">
      <Active {...props} />
      <details className="filters-more">
        <summary>Filter</summary>
        <Trees.Consumer>{(trees) => <FilterForm {...props} trees={trees} />}</Trees.Consumer>
      </details>
    </section>
  )
}

function Active({ base, values }: FiltersProps) {
  const active = FILTER_NAMES.filter((name) => values[name] !== undefined)
  if (active.length === 0) return null
  return (
    <ul className="filters-set" aria-label="Active filters">
      {active.map((name) => (
        <li>
          <a href={filterHref(base, { ...values, [name]: '' })} className="filters-active">
            {FILTER_LABELS[name]}: <bdi>{visible(valueName(name, values[name] ?? ''))}</bdi>{' '}
            <span aria-hidden="true">×</span>
            <span className="visually-hidden">, remove</span>
          </a>
        </li>
      ))}
      {active.length === 1 ? null : (
        <li>
          <a href={base} className="filters-clear">
            clear all
          </a>
        </li>
      )}
    </ul>
  )
}

/** Set by links alone; the form keeps them. */
const HIDDEN: readonly FilterName[] = ['group', 'turn', 'why', 'author', 'reviewer']

function FilterForm({
  base,
  values,
  states,
  fixed,
  lists = [],
  trees,
}: FiltersProps & { readonly trees: readonly string[] }) {
  return (
    <form action={base} method="get" className="filters-form">
      {HIDDEN.map((name) =>
        values[name] === undefined ? null : <input type="hidden" name={name} value={values[name]} />,
      )}
      <Field name="q" hint="in titles and mails" values={values} />
      <Field name="person" hint="name or address" values={values} />
      {fixed === 'list' ? null : <Field name="list" hint="list address" values={values} choices={lists} />}
      {fixed === 'path' ? null : <Field name="path" hint="drivers/vfio" values={values} />}
      <Choice
        name="state"
        values={values}
        options={states.map(({ value, count }) => [value, `${STATE_NAMES[value]} (${figure(count)})`])}
      />
      <Choice name="age" values={values} options={Object.entries(AGE_NAMES)} />
      {trees.length === 0 ? null : (
        <>
          <Field name="release" hint="v6.1" values={values} />
          <Choice name="tree" values={values} options={trees.map((name) => [name, visible(name)])} />
          <Field name="since" type="date" hint="" values={values} />
        </>
      )}
      <button type="submit">Filter</button>
    </form>
  )
}

function Choice(props: {
  readonly name: FilterName
  readonly values: FilterValues
  readonly options: readonly (readonly [string, string])[]
}) {
  const { name, values, options } = props
  const chosen = values[name] ?? ''
  // A value that no series has now stays chosen; one that nobody knows, which finds nothing, does not.
  const kept = valueName(name, chosen) !== chosen && !options.some(([value]) => value === chosen)
  const all = kept ? [...options, [chosen, valueName(name, chosen)] as const] : options
  return (
    <div className="filters-field">
      <label htmlFor={`filter-${name}`}>{FILTER_LABELS[name]}</label>
      <select id={`filter-${name}`} name={name} defaultValue={chosen}>
        <option value="">any</option>
        {all.map(([value, words]) => (
          <option value={value}>{words}</option>
        ))}
      </select>
    </div>
  )
}

function Field(props: {
  readonly name: FilterName
  readonly hint: string
  readonly values: FilterValues
  readonly type?: 'text' | 'date'
  readonly choices?: readonly string[]
}) {
  const { name, hint, values, type = 'text', choices = [] } = props
  const id = `filter-${name}`
  return (
    <div className="filters-field">
      <label htmlFor={id}>{FILTER_LABELS[name]}</label>
      <input
        id={id}
        name={name}
        type={type}
        defaultValue={values[name] ?? ''}
        placeholder={hint === '' ? undefined : hint}
        maxLength={300}
        autoComplete="off"
        spellcheck={false}
        list={choices.length === 0 ? undefined : `${id}-choices`}
      />
      {choices.length === 0 ? null : (
        <datalist id={`${id}-choices`}>
          {choices.map((choice) => (
            <option value={choice} />
          ))}
        </datalist>
      )}
    </div>
  )
}
