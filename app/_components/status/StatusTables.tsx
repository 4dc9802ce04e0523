import type { ComponentChildren } from 'preact'
import { runWords, type SourceView } from '../../../db/queries/status/sourceList'
import type { RejectionView } from '../../../db/queries/status/status'
import type { TreeStatusView } from '../../../db/queries/status/treeStatus'
import type { WithdrawnView } from '../../../db/queries/status/withdrawn'
import { figure } from '../../../lib/text'
import { capitalise, joinWords } from '../../_model/pageWords'
import { publicName } from '../../_model/publicSource'
import { formatMinute } from '../../_model/time'
import { visible } from '../../_model/visible'
import { Command } from '../shell/Command'
import { ScrollBox } from '../shell/ScrollBox'
import { Ago } from './Ago'
import { ForOperator } from './ForOperator'

/** Where mail comes from, when each source was read last, and what came of it; without any, how to add one. */
export function Sources({ sources, nowMs }: { readonly sources: readonly SourceView[]; readonly nowMs: number }) {
  if (sources.length === 0) {
    return (
      <>
        <p>No source is tracked, so mail is only imported by hand.</p>
        <ForOperator>
          <p>
            <code>npm run ingest -- FILE.mbox</code> imports mail. Of a source that is tracked,{' '}
            <code>npm run nightly</code> fetches what is new; let a timer start it.
          </p>
        </ForOperator>
      </>
    )
  }
  return (
    <Table
      label="Sources"
      caption="Where mail comes from, and the result of the last run."
      heads={['Source', 'Last run', 'Result', 'Mails in all']}
    >
      {sources.map((source) => (
        <tr className={source.failures > 0 ? 'status-bad' : undefined}>
          <th scope="row">
            {visible(source.name)} <span className="status-kind">{visible(source.kind)}</span>
          </th>
          <td data-label="Last run">
            {source.lastRun === null ? 'never' : <Ago iso={source.lastRun} nowMs={nowMs} what="last run" />}
          </td>
          <td>
            <Result source={source} />
            {source.failures === 0 ? null : (
              <span className="status-next">
                Last read completely:{' '}
                {source.lastSuccess === null ? 'never' : <Ago iso={source.lastSuccess} nowMs={nowMs} what="read" />}.
                The next nightly run tries again, or <code>npm run nightly</code> now.
              </span>
            )}
          </td>
          <td data-label="Mails in all">{figure(source.totalNew)}</td>
        </tr>
      ))}
    </Table>
  )
}

/** What came of the last run; a failure with its cause. */
function Result({ source }: { readonly source: SourceView }) {
  if (source.failures === 0) return capitalise(runWords(source))
  return (
    <>
      <strong>{capitalise(runWords({ ...source, lastError: null }))}</strong>
      {source.lastError === null ? '' : `: ${visible(source.lastError)}`}
    </>
  )
}

/** The git trees that are read; without any, what that leaves unknown and how to add one. */
export function Trees({ trees, nowMs }: { readonly trees: readonly TreeStatusView[]; readonly nowMs: number }) {
  if (trees.length === 0) {
    return (
      <>
        <p>No git tree is read, so what was applied is known from mail alone.</p>
        <ForOperator>
          <p>Add the tree that patches go into:</p>
          <p className="status-command">
            <Command text="npm run -s reroll -- tree add PATH_OR_URL" />
          </p>
        </ForOperator>
      </>
    )
  }
  return (
    <Table
      label="Git trees"
      caption="The git trees that are read, their branches, and when each was last read."
      heads={['Tree', 'Last read', 'Branches']}
    >
      {trees.map(({ name, updated, branches }) => (
        <tr>
          <th scope="row">{visible(name)}</th>
          <td data-label="Last read">
            {updated === null ? (
              <>
                never: <code>npm run -s reroll -- tree update</code>
              </>
            ) : (
              <Ago iso={updated} nowMs={nowMs} what="read" />
            )}
          </td>
          <td>
            {joinWords(
              branches.map(({ name, role, read }) => visible(`${name} (${role}${read ? '' : ', not read yet'})`)),
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** Mails that were not imported, with the reason and what to do; `total`: how many there are. */
export function Rejections({ rows, total }: { readonly rows: readonly RejectionView[]; readonly total: number }) {
  return (
    <>
      <p>Everything else of these sources was imported. A mail that is too large, or has no sender, stays out.</p>
      <ForOperator>
        <p>
          If a mail was damaged on its way, import its source again once that is repaired, or fetch the one mail; what
          can then be read leaves this table:
        </p>
        <p className="status-command">
          <Command text="npm run ingest -- MESSAGE-ID" />
        </p>
      </ForOperator>
      <Table
        label="Rejected mails"
        caption="Rejected mails, where each was found, and why."
        heads={['Source', 'Reason']}
      >
        {rows.map(({ source, position, reason }) => (
          <tr>
            <th scope="row">
              {visible(publicName(source))} <span className="status-kind">at {figure(position)}</span>
            </th>
            <td>{visible(reason)}</td>
          </tr>
        ))}
      </Table>
      {total > rows.length ? (
        <p className="status-next">
          And {figure(total - rows.length)} more. The import that found them listed all of them.
        </p>
      ) : null}
    </>
  )
}

/** Mails that archives withdrew, by which archive, and whether they are still here. */
export function Withdrawn({ view: { count, latest } }: { readonly view: WithdrawnView }) {
  return (
    <>
      <p>
        An archive can withdraw what it delivered itself. A mail that another source delivered too stays. Importing a
        withdrawn mail from another source brings it back.
      </p>
      <Table
        label="Withdrawn mails"
        caption="Withdrawn mails, the archive that withdrew each, and what came of it."
        heads={['Mail', 'Withdrawn by', 'Result']}
      >
        {latest.map(({ id, source, at, kept }) => (
          <tr>
            <th scope="row">{visible(id)}</th>
            <td data-label="Withdrawn by">
              {visible(source)}
              {at === null ? '' : `, ${formatMinute(at)} UTC`}
            </td>
            <td>{kept ? 'kept: another source delivered it too' : 'removed'}</td>
          </tr>
        ))}
      </Table>
      {count > latest.length ? <p className="status-next">And {figure(count - latest.length)} more.</p> : null}
    </>
  )
}

function Table(props: {
  readonly label: string
  readonly caption: string
  readonly heads: readonly string[]
  readonly children: ComponentChildren
}) {
  return (
    <ScrollBox label={`${props.label}, scrolls sideways`}>
      <table className="status-table">
        <caption className="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </ScrollBox>
  )
}
