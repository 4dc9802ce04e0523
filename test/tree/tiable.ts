import { expect } from 'vitest'
import { tieCommit } from '../../lib/tree/tie'
import type { PatchMail, TiableCommit } from '../../lib/tree/tieEvidence'

export const JANE = { name: 'Jane Doe', email: 'jane@example.org' }
export const REX = { name: 'Rex Roe', email: 'rex@example.org' }
export const MARA = { name: 'Mara Tain', email: 'mara@example.org' }
export const TITLE = 'subsystem: do a thing with the other thing'
export const [NOW, SENT] = [Date.UTC(2023, 4, 1), Date.UTC(2023, 3, 20)]
export const NONE = { links: [], fixes: [], reverts: [], origins: [] }
/** Fingerprints of n lines that start at a number. */
export const lines = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

export function commit(facts: Partial<TiableCommit> = {}): TiableCommit {
  return {
    title: TITLE,
    author: JANE,
    committer: MARA,
    authoredMs: NOW,
    committedMs: NOW,
    parents: 1,
    marks: NONE,
    patchId: 'p',
    lines: lines(0, 10),
    ...facts,
  }
}

export function patch(id: string, facts: Partial<PatchMail> = {}): PatchMail {
  return {
    key: id,
    series: 's',
    version: id,
    title: TITLE,
    author: JANE,
    from: facts.author ?? JANE,
    sentMs: SENT,
    receivedMs: SENT,
    patchId: 'p',
    lines: lines(0, 10),
    pull: false,
    words: [],
    linked: null,
    ...facts,
  }
}

/** The ties as `id key`, the first one being the mail that the commit was made from. */
export function tied(made: TiableCommit, ...mails: PatchMail[]): string[] {
  const forth = tieCommit(made, mails).map(({ mail, key }) => `${mail.key} ${key}`)
  const back = tieCommit(made, [...mails].reverse()).map(({ mail, key }) => `${mail.key} ${key}`)
  expect(back).toEqual(forth)
  return forth
}
