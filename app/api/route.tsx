import { Page } from '../_components/shell/Page'
import { page } from '../_handlers/pages'
import { ENDPOINTS } from '../_model/openapi'

/** The JSON API for people: every endpoint with what it takes. */
export const GET = page('/api', () => {
  return (
    <Page title="JSON API · Reroll">
      <div className="list-head">
        <h1>JSON API</h1>
        <p className="list-sum">GET and HEAD only, no key; errors are {'{"error": "..."}'}</p>
        <p className="list-feed">
          <a href="/api/openapi.json">OpenAPI document</a>
        </p>
      </div>
      <dl className="api-endpoints">
        {ENDPOINTS.map(({ path, summary, parameters }) => (
          <div key={path}>
            <dt>
              <code>{path}</code>
            </dt>
            <dd>
              <p>{summary}</p>
              {parameters.length === 0 ? null : (
                <ul>
                  {parameters.map(({ name, description, required }) => (
                    <li key={name}>
                      <code>{name}</code>
                      {required === true ? ' (needed)' : ''}: {description}
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="api-note">
        Feeds: <code>/atom</code> with the filters of <code>/api/series</code>, <code>/search/atom?q=</code>,{' '}
        <code>/series/&lt;Message-ID&gt;/atom</code>, <code>/people/&lt;address&gt;/atom</code>,{' '}
        <code>/list/&lt;address&gt;/atom</code>, <code>/path/&lt;path&gt;/atom</code>. Mail:{' '}
        <code>/message/&lt;Message-ID&gt;/raw</code>, <code>/series/&lt;Message-ID&gt;/mbox?version=4</code>.
      </p>
    </Page>
  )
})
