import type { VNode } from 'preact'
import { Command } from '../_components/shell/Command'
import { NotFound, Problem } from '../_components/shell/Problem'
import { asSentence } from '../_model/pageWords'
import { findMissing } from '../_model/problem'
import { findNearest, hasDatabase } from '../data'
import type { ErrorStatus } from './handler'

/** The page that explains a failure; `path` is what was asked for, '' if that is not known, and `message` what a handler says about a bad address. */
export function explainProblem(status: ErrorStatus | 500, path: string, message?: string): VNode {
  switch (status) {
    case 400:
      return (
        <Problem
          title="Bad address"
          lead={asSentence(message ?? 'this address cannot be read')}
          steps={[
            'If a mail program broke the link over two lines, copy all of it; or search for the Message-ID in it.',
            <>
              Or begin at the <a href="/">queue</a>, at <a href="/people">people</a> or at{' '}
              <a href="/list">mailing lists</a>.
            </>,
          ]}
        />
      )
    case 404:
      return <NotFound missing={lookUp(path)} archive={archiveUrl(process.env.REROLL_LORE)} />
    case 413:
      return (
        <Problem
          title="Too large"
          lead={asSentence(message ?? 'this answer would be too large')}
          operator={['The commands have no such limit: npm run -s reroll -- --help lists them.']}
        />
      )
    case 500:
      return hasDatabase() ? <Failed /> : <NoDatabase />
  }
}

function lookUp(path: string) {
  try {
    return findMissing(path, findNearest)
  } catch {
    return { kind: 'page' } as const
  }
}

const LORE = 'https://lore.kernel.org'

/** The archive in which mails are looked up, without a slash at its end. A setting that is no web address counts as none. */
function archiveUrl(setting = LORE): string {
  return /^https?:\/\/[^\s/]+/.test(setting) && URL.canParse(setting) ? setting.replace(/\/+$/, '') : LORE
}

/** The search would fail, too. */
function NoDatabase() {
  return (
    <Problem
      title="Nothing imported yet"
      lead="There is no mail here yet: no database has been created."
      search={false}
      operator={[
        <>
          Import a mailbox, a Message-ID or a whole list:{' '}
          <Command text="npm run ingest -- https://lore.kernel.org/LIST" />
        </>,
        <>
          If there is a database elsewhere, start with <code>REROLL_DB=FILE npm start</code>.
        </>,
      ]}
    />
  )
}

function Failed() {
  return (
    <Problem
      title="Something went wrong"
      lead="This page failed. It is a bug, or the database is damaged."
      steps={['Reload the page.', <a href="/">Go to the front page.</a>]}
      search={false}
      operator={[
        'The cause is in the log of the server.',
        <>
          Check the database: <Command text="npm run -s reroll -- status" />
        </>,
      ]}
    />
  )
}
