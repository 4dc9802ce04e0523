import { expect, it } from 'vitest'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import { databaseOf } from '../support/ingest'
import { mail, replaceLine } from '../support/mail'

const patch = (mark: string, minutes: number) =>
  mail({
    id: `m${minutes}@x`,
    subject: `[PATCH ${mark}] part ${mark}`,
    minutes,
    body: replaceLine(`${minutes}.c`),
    ...(minutes > 0 && { inReplyTo: 'm0@x' }),
  })

it('an inserted patch comes between those around it in the mbox', async () => {
  const db = await databaseOf([patch('1/3', 0), patch('2/3', 1), patch('3/3', 2), patch('2b/3', 30)])
  const mbox = getVersionMbox(db, 'm0@x', undefined, { trailers: false })?.text.toString() ?? ''
  expect([...mbox.matchAll(/^Subject: .*part (\S+)$/gm)].map(([, mark]) => mark)).toEqual(['1/3', '2/3', '2b/3', '3/3'])
})
