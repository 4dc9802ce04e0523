import { gunzipSync } from 'node:zlib'
import { createInbox } from '../sources/publicInbox'
import type { B4Masks } from '../support/b4'
import { type Served, serveMails } from './served'

/** A public-inbox and Reroll with the same mails. */
export interface Beside {
  readonly ours: Served
  /** The address of the public-inbox, without a trailing slash. */
  readonly theirs: string
}

/** Serves the same mails by a new public-inbox in this folder and by Reroll. */
export async function serveBeside(folder: string, mails: readonly Buffer[]): Promise<Beside> {
  const inbox = createInbox(folder)
  inbox.add(mails)
  return { theirs: `${await inbox.serve()}/test`, ours: await serveMails({ files: [inbox.folder] }) }
}

/** How b4 asks for mail at this address of an inbox. */
export function masksOf(site: string): B4Masks {
  return { mid: `${site}/%s`, search: `${site}/?x=m&t=1&q=%s` }
}

/** The Message-IDs in a gzipped mbox. */
export function idsIn(mbox: Buffer): string[] {
  const text = gunzipSync(mbox).toString('latin1')
  return [...text.matchAll(/^From mboxrd@z .*\n(?:.+\n)*?message-id:\s*<([^>]+)>/gim)].map(([, id = '']) => id)
}
