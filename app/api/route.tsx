import { Page } from '../_components/shell/Page'
import { page } from '../_handlers/pages'
import { ENDPOINTS } from '../_model/openapi/document'

/** The JSON API for human readers: every endpoint with its parameters. */
export const GET = page('/api', () => (
  <Page title="JSON API · Reroll">
    <div className="list-head">
      <h1>JSON API</h1>
      <p className="list-sum">GET and HEAD only, no key; an error is {'{"error": "..."}'}</p>
      <p className="list-feed">
        <a href="/api/openapi.json">OpenAPI document</a>
      </p>
    </div>
    <dl className="api-endpoints">
      {ENDPOINTS.map(({ path, summary, parameters }) => (
        <div>
          <dt>
            <code>{path}</code>
          </dt>
          <dd>
            <p>{summary}</p>
            {parameters.length === 0 ? null : (
              <ul>
                {parameters.map(({ name, description, required }) => (
                  <li>
                    <code>{name}</code>
                    {required === true ? ' (required)' : ''}: {description}
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
))
