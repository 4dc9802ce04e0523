import type { PullListView } from '../../../db/queries/views'
import { figure } from '../../../lib/text'
import { PULL_FILTERS, PULL_GROUP_NAMES, type PullFilterValues, pullsHref } from '../../_model/pullFilters'
import { visible } from '../../_model/visible'

const LABELS = { q: 'Words', from: 'Sender', list: 'List' } as const
const HINTS = { q: 'in titles and mails', from: 'name or address', list: 'list address' } as const
const TYPED = ['q', 'from', 'list'] as const

/** How many pull requests are in each group, and a form for the other filters; both keep what is chosen, and neither needs JavaScript. */
export function PullFilterForm({
  values,
  groups,
}: {
  readonly values: PullFilterValues
  readonly groups: PullListView['groups']
}) {
  const all = groups.reduce((sum, { total }) => sum + total, 0)
  return (
    <section className="filters" aria-label="Filters">
      <nav className="pulls-groups" aria-label="Group">
        <ul>
          <GroupLink values={values} group="" name="All" total={all} />
          {groups.map(({ group, total }) => (
            <GroupLink values={values} group={group} name={PULL_GROUP_NAMES[group]} total={total} />
          ))}
        </ul>
      </nav>
      <Active values={values} />
      <details className="filters-more">
        <summary>Words, sender or list</summary>
        <form action="/pulls" method="get" className="filters-form">
          {values.group === undefined ? null : <input type="hidden" name="group" value={values.group} />}
          {TYPED.map((name) => (
            <div className="filters-field">
              <label htmlFor={`pulls-${name}`}>{LABELS[name]}</label>
              <input
                id={`pulls-${name}`}
                name={name}
                placeholder={HINTS[name]}
                defaultValue={values[name] ?? ''}
                maxLength={200}
                autoComplete="off"
                spellcheck={false}
              />
            </div>
          ))}
          <button type="submit">Filter</button>
        </form>
      </details>
    </section>
  )
}

function GroupLink(props: {
  readonly values: PullFilterValues
  readonly group: string
  readonly name: string
  readonly total: number
}) {
  const { values, group, name, total } = props
  const current = (values.group ?? '') === group
  return (
    <li>
      <a
        href={pullsHref({ ...values, group })}
        className={current ? 'pulls-current' : undefined}
        aria-current={current ? 'true' : undefined}
      >
        {name} <span className="pulls-count">{figure(total)}</span>
      </a>
    </li>
  )
}

/** What was typed, each a link to the list without it. */
function Active({ values }: { readonly values: PullFilterValues }) {
  const active = PULL_FILTERS.filter((name) => name !== 'group' && values[name] !== undefined)
  if (active.length === 0) return null
  return (
    <ul className="filters-set" aria-label="Active filters">
      {active.map((name) => (
        <li>
          <a href={pullsHref({ ...values, [name]: '' })} className="filters-active">
            {name === 'group' ? name : LABELS[name].toLowerCase()}: <bdi>{visible(values[name] ?? '')}</bdi>{' '}
            <span aria-hidden="true">×</span>
            <span className="visually-hidden">, remove</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
