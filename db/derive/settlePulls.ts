import type { VersionIndex } from '../../lib/series/candidates'
import { mailsOf } from '../../lib/series/facts'
import { hashKey } from '../../lib/series/keys'
import { isReposted, repostKeys } from '../../lib/series/reposted'
import type { Db } from '../open'
import { openPullAnswers, type PullProof } from './pullAnswers'
import { openPullOrigins } from './pullOrigins'
import { FOLLOWED, openPullTries } from './pullTries'

/** What may have changed what is known of requests. */
interface Touched {
  /** Mails that came, were read again or have another place. */
  readonly moved: ReadonlySet<number>
  /** Heads of versions that are new, have other mails or belong to another series. */
  readonly heads: ReadonlySet<number>
}

/**
 * Finds out where the patches of the touched requests and announcements were posted before, and what became of these requests. Returns the patch
 * mails that are in other requests than before, or in one of which something changed. The caller holds the transaction, and all series
 * are derived.
 */
export function settlePulls(db: Db, touched: Touched, index: VersionIndex): ReadonlySet<number> {
  const rows = openRows(db)
  const origins = openPullOrigins(db)
  const answerOf = openPullAnswers(db)
  const tries = openPullTries(db)
  const sharing = openSharing(db, index)
  const mails = new Set<number>()
  const report = (pull: number): void => {
    for (const mail of rows.patchesOf(pull)) mails.add(mail)
  }
  for (const mail of touched.moved) {
    for (const pull of rows.withMail(mail)) report(pull)
    if (rows.byId(mail) === undefined) rows.replacePatches(mail, [])
  }
  const work = new Set([...rows.marked(), ...rows.near(touched.moved), ...sharing(touched.heads)])
  // A Set also iterates over what is added during the loop.
  for (const pull of work) {
    const row = rows.byId(pull)
    if (row === undefined) continue
    const facts = row.kind === 'request' ? index.factsOf(pull) : undefined
    rows.replaceKeys(pull, [...origins.keysOf(row), ...(facts?.pull ? repostKeys(facts, index).map(hashKey) : [])])
    const reposted = facts !== undefined && isReposted(facts, index) ? 1 : 0
    if (row.reposted === reposted) continue
    rows.setReposted(pull, reposted)
    // For later requests, its patches are earlier postings now, or are not any more.
    if (facts?.pull) for (const other of sharing([pull])) work.add(other)
  }
  const next = new Set<number>()
  for (const pull of work) {
    const row = rows.byId(pull)
    if (row === undefined) continue
    const before = JSON.stringify(rows.listedBy(pull))
    const patches = origins.find(row).flatMap((message, listed) => (message === null ? [] : [{ listed, message }]))
    const said = row.kind === 'release' ? UNASKED : answerOf(row)
    const proof = said.answer === '' && row.followed === 1 ? { ...row, answer: row.answer ?? '' } : said
    if (before !== JSON.stringify(patches) || !sameProof(row, proof)) {
      report(pull)
      rows.replacePatches(pull, patches)
      rows.setProof(pull, proof)
      report(pull)
    }
    for (const other of [pull, ...tries.before(pull)]) next.add(other)
  }
  for (const pull of next) {
    const row = rows.byId(pull)
    if (row === undefined) continue
    const found = tries.nextOf(pull)
    if (found !== row.next) {
      rows.setNext(pull, found)
      report(pull)
    }
    if (row.kind === 'release' || (row.answer !== '' && row.followed === 0)) continue
    const following = found === null ? tries.followingOf(pull) : undefined
    const proof: PullProof =
      following === undefined ? UNASKED : { answer: 'pulled', proof: following.message, proof_quote: following.title }
    if (sameProof(row, proof)) continue
    rows.setProof(pull, proof)
    report(pull)
  }
  return mails
}

/** Nobody has to pull what was released. */
const UNASKED: PullProof = { answer: '', proof: null, proof_quote: '' }

function sameProof(a: Omit<PullProof, 'answer'> & { readonly answer: string | null }, b: PullProof): boolean {
  return a.answer === b.answer && a.proof === b.proof && a.proof_quote === b.proof_quote
}

interface PullRow extends Omit<PullProof, 'answer'> {
  readonly message: number
  readonly from_email: string
  readonly url: string | null
  readonly received_ms: number
  readonly kind: 'request' | 'release'
  readonly title: string
  readonly mailbox: string
  readonly shortlog: string
  readonly reposted: 0 | 1 | null
  readonly answer: PullProof['answer'] | null
  readonly next: number | null
  readonly followed: 0 | 1
}

interface Listed {
  readonly listed: number
  readonly message: number
}

function openRows(db: Db) {
  const select = db.prepare<{ pull: number }, PullRow>(
    `SELECT pulls.message, pulls.url, messages.from_email, messages.received_ms, pulls.kind, pulls.title, pulls.mailbox, pulls.shortlog,
            pulls.reposted, pulls.answer, pulls.proof, pulls.proof_quote, pulls.next, ${FOLLOWED}
     FROM pulls JOIN messages ON messages.id = pulls.message WHERE pulls.message = @pull`,
  )
  const some = db.prepare<[], 1>('SELECT 1 FROM pulls LIMIT 1').pluck()
  const selectMarked = db.prepare<[], number>('SELECT pulls.message FROM pulls WHERE pulls.reposted IS NULL').pluck()
  const selectWith = db
    .prepare<{ mail: number }, number>('SELECT @mail UNION SELECT pulls.message FROM pulls WHERE pulls.proof = @mail')
    .pluck()
  const selectNear = db
    .prepare<{ mail: number }, number>(
      `SELECT pulls.message FROM pulls WHERE pulls.message = @mail OR pulls.proof = @mail
       UNION SELECT pulls.message FROM places JOIN pulls ON pulls.message = places.parent WHERE places.message = @mail
       UNION SELECT pulls.message FROM places JOIN places AS above ON above.message = places.parent
             JOIN pulls ON pulls.message = above.head WHERE places.message = @mail`,
    )
    .pluck()
  const selectListed = db.prepare<{ pull: number }, Listed>(
    'SELECT pulled.listed, pulled.message FROM pulled WHERE pulled.pull = @pull ORDER BY pulled.listed',
  )
  const clearListed = db.prepare<{ pull: number }>('DELETE FROM pulled WHERE pull = @pull')
  const insertListed = db.prepare<Listed & { readonly pull: number }>(
    'INSERT INTO pulled (pull, listed, message) VALUES (@pull, @listed, @message)',
  )
  const clearKeys = db.prepare<{ pull: number }>('DELETE FROM pull_keys WHERE pull = @pull')
  const insertKey = db.prepare<{ key: number; pull: number }>(
    'INSERT INTO pull_keys (key, pull) VALUES (@key, @pull) ON CONFLICT DO NOTHING',
  )
  const setReposted = db.prepare<{ pull: number; reposted: 0 | 1 }>(
    'UPDATE pulls SET reposted = @reposted WHERE message = @pull',
  )
  const setProof = db.prepare<PullProof & { readonly pull: number }>(
    'UPDATE pulls SET answer = @answer, proof = @proof, proof_quote = @proof_quote WHERE message = @pull',
  )
  const setNext = db.prepare<{ pull: number; next: number | null }>(
    'UPDATE pulls SET next = @next WHERE message = @pull',
  )
  const listedBy = (pull: number): Listed[] => selectListed.all({ pull })
  return {
    byId: (pull: number) => select.get({ pull }),
    /** Those that have to be settled, whatever else was touched. */
    marked: () => selectMarked.all(),
    /** This mail as a request, and those whose answer it is. */
    withMail: (mail: number) => selectWith.all({ mail }),
    /** The requests among these mails, and those that one of them answers or answered. */
    *near(mails: Iterable<number>) {
      if (some.get() !== undefined) for (const mail of mails) yield* selectNear.all({ mail })
    },
    listedBy,
    patchesOf: (pull: number) => listedBy(pull).map(({ message }) => message),
    replacePatches(pull: number, patches: readonly Listed[]) {
      clearListed.run({ pull })
      for (const patch of patches) insertListed.run({ pull, ...patch })
    },
    replaceKeys(pull: number, keys: readonly number[]) {
      clearKeys.run({ pull })
      for (const key of keys) insertKey.run({ pull, key })
    },
    setReposted: (pull: number, reposted: 0 | 1) => setReposted.run({ pull, reposted }),
    setProof: (pull: number, { answer, proof, proof_quote }: PullProof) =>
      setProof.run({ pull, answer, proof, proof_quote }),
    setNext: (pull: number, next: number | null) => setNext.run({ pull, next }),
  }
}

/**
 * Prepares finding the requests that depend on versions: those received later that may list their patches, and their own. Linear in the mails of the
 * versions and in the requests: each key is looked up once.
 */
function openSharing(db: Db, index: VersionIndex): (heads: Iterable<number>) => ReadonlySet<number> {
  const some = db.prepare<[], 1>('SELECT 1 FROM pull_keys LIMIT 1').pluck()
  const selectKeys = db
    .prepare<{ id: number }, number>(
      `SELECT edges.key FROM edges WHERE edges.message = @id
         AND EXISTS (SELECT 1 FROM pull_keys WHERE pull_keys.key = edges.key)`,
    )
    .pluck()
  const selectOwn = db.prepare<{ head: number }, number>('SELECT message FROM pulls WHERE message = @head').pluck()
  const selectLater = db
    .prepare<{ key: number; ms: number }, number>(
      `SELECT pull_keys.pull FROM pull_keys JOIN places ON places.message = pull_keys.pull
       JOIN messages ON messages.id = pull_keys.pull
       WHERE pull_keys.key = @key AND max(places.order_ms, messages.received_ms) >= @ms`,
    )
    .pluck()
  return (heads) => {
    const found = new Set<number>()
    const first = new Map<number, number>()
    const keyed = some.get() !== undefined
    for (const head of heads) {
      for (const own of selectOwn.all({ head })) found.add(own)
      const facts = keyed ? index.factsOf(head) : undefined
      if (facts === undefined) continue
      for (const { id, receivedMs } of mailsOf(facts.version)) {
        const ms = Math.min(receivedMs, facts.version.head.orderMs)
        for (const key of selectKeys.all({ id })) first.set(key, Math.min(ms, first.get(key) ?? ms))
      }
    }
    for (const [key, ms] of first) for (const pull of selectLater.all({ key, ms })) found.add(pull)
    return found
  }
}
