import { expect, it } from 'vitest'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { ANN, EVE, id, posting, REX, reply } from '../hostile/trust/forge'
import { databaseOf } from '../support/ingest'

const READY = [...posting({ cc: `${REX}, ${ANN}` }), reply('v1-0', REX, `Reviewed-by: ${REX}\n`, { minutes: 30 })]

async function turnOf(known: string) {
  const db = await databaseOf(READY)
  db.prepare("INSERT INTO trusted (kind, value) VALUES ('known', @known)").run({ known })
  const turn = getSeriesDocument(db, id('v1-0'))?.turn
  return [turn?.whose, turn?.why, ...(turn?.people.map(({ name }) => name) ?? [])]
}

it('a ready series waits on the maintainer whom it was sent to, by name', async () => {
  expect(await turnOf('ann@example.org')).toEqual(['maintainer', 'ready', 'Ann Poe'])
})

it('a ready series names nobody who is not known to apply patches, and nobody whom it was not sent to', async () => {
  expect(await turnOf(EVE.replace(/^.*<|>$/g, ''))).toEqual(['maintainer', 'ready'])
})
