import { Page } from '../_components/shell/Page'
import { ScrollBox } from '../_components/shell/ScrollBox'
import { Time } from '../_components/shell/Time'
import { page } from '../_handlers/pages'
import { mailingListHref } from '../_model/href'
import { count } from '../_model/pageWords'
import { visible } from '../_model/visible'
import { listMailingLists } from '../data'

/** The mailing lists that series went to. */
export const GET = page('/list', () => {
  const { lists, cut } = listMailingLists()
  return (
    <Page title="Mailing lists · Reroll">
      <div className="list-head">
        <h1>Mailing lists</h1>
        <p className="list-sum">
          {cut ? 'the first ' : ''}
          {count(lists.length, 'mailing list')}
          {cut ? ' by name; the others are not shown' : ''}
        </p>
      </div>
      {lists.length === 0 ? (
        <p className="list-empty">No imported mail names its mailing list.</p>
      ) : (
        <ScrollBox label="Mailing lists, scrolls sideways">
          <table className="list-sources">
            <caption className="visually-hidden">Mailing lists with their number of series and newest mail.</caption>
            <thead>
              <tr>
                <th scope="col">List</th>
                <th scope="col">Series</th>
                <th scope="col">Newest mail</th>
              </tr>
            </thead>
            <tbody>
              {lists.map(({ list, series, lastActivity }) => (
                <tr>
                  <th scope="row">
                    <a href={mailingListHref(list)}>{visible(list)}</a>
                  </th>
                  <td>{series.toLocaleString('en-US')}</td>
                  <td>
                    <Time iso={lastActivity} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Page>
  )
})
