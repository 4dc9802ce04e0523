import type { CommitDocument, CommitHeadView } from '../../../db/queries/views'
import { NAMED_WORDS, NAMER_WORDS } from '../../_model/commitWords'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { CommitLink, Committed, ForgeLink, Namers } from './CommitParts'

/** Title, people, the branches that have the commit, and the commits around it. */
export function CommitHead({ commit }: { readonly commit: CommitDocument }) {
  const { title, sha, author, committer, authored, committed, release, sightings, names, namers, merge } = commit
  return (
    <header>
      <h1>{visible(title)}</h1>
      <p className="series-facts">
        <span>
          {merge ? 'merge ' : 'commit '}
          <code>{sha}</code>
        </span>
        <span>
          by <PersonName person={author} />, <Time iso={authored} what="written" />
        </span>
        <span>
          committed by <PersonName person={committer} />, <Time iso={committed} what="committed" />
        </span>
        {release === null ? null : <span>first in {visible(release)}</span>}
      </p>
      <ul className="commits-namers">
        {sightings.map(({ tree, branch, gone, url }) => (
          <li>
            {gone === null ? 'In' : 'Was in'} {visible(`${tree} ${branch}`)}
            {gone === null ? null : (
              <>
                {' '}
                until <Time iso={gone} what="first missing" />
              </>
            )}{' '}
            <ForgeLink url={url} />
          </li>
        ))}
      </ul>
      <Namers namers={names} words={NAMED_WORDS} />
      <Namers namers={namers} words={NAMER_WORDS} />
    </header>
  )
}

/** The commits whose hashes start with the same digits. */
export function CommitChoice({ commits }: { readonly commits: readonly CommitHeadView[] }) {
  return (
    <ul className="commits-namers">
      {commits.map((commit) => (
        <li>
          <CommitLink sha={commit.sha} /> {visible(commit.title)}{' '}
          <span className="commits-quiet">
            (<Committed commit={commit} />)
          </span>
        </li>
      ))}
    </ul>
  )
}
