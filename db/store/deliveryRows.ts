import type { Db } from '../open'
import { openInsert } from '../rows'

/** Who delivered which mail. The caller holds the transaction. */
export interface DeliveryRows {
  /** Notes that a mail was delivered. Writes nothing when that is known. */
  readonly put: (mail: number, deliverer: string) => void
  /** Withdraws a delivery. Returns false when this deliverer has not delivered the mail, or has withdrawn it before. */
  readonly withdraw: (mail: number, deliverer: string) => boolean
  /** Whoever delivered a mail and has not withdrawn it. */
  readonly list: (mail: number) => string[]
  /** Adds the deliverers of one mail to those of another. */
  readonly join: (from: number, to: number) => void
}

/** Prepares the statements on the tables `deliverers` and `deliveries`. */
export function openDeliveryRows(db: Db): DeliveryRows {
  const select = db.prepare<{ name: string }, number>('SELECT id FROM deliverers WHERE name = @name').pluck()
  const insertName = openInsert(db, 'deliverers', 'name')
  const insert = openInsert(db, 'deliveries', 'mail, deliverer', 'ON CONFLICT DO NOTHING')
  const remove = db.prepare(
    'DELETE FROM deliveries WHERE mail = @mail AND deliverer = (SELECT id FROM deliverers WHERE name = @deliverer)',
  )
  const selectNames = db
    .prepare<{ mail: number }, string>(
      `SELECT deliverers.name FROM deliveries JOIN deliverers ON deliverers.id = deliveries.deliverer
       WHERE deliveries.mail = @mail ORDER BY deliverers.name`,
    )
    .pluck()
  const copy = db.prepare<{ from: number; to: number }>(
    `INSERT INTO deliveries (mail, deliverer) SELECT @to, deliverer FROM deliveries WHERE mail = @from
     ON CONFLICT DO NOTHING`,
  )
  const known = new Map<string, number>()
  return {
    put(mail, deliverer) {
      let id = known.get(deliverer)
      if (id === undefined) {
        id = select.get({ name: deliverer }) ?? Number(insertName({ name: deliverer }))
        known.set(deliverer, id)
      }
      insert({ mail, deliverer: id })
    },
    withdraw: (mail, deliverer) => remove.run({ mail, deliverer }).changes > 0,
    list: (mail) => selectNames.all({ mail }),
    join: (from, to) => void copy.run({ from, to }),
  }
}

/**
 * Whether a deliverer is the server of an archive: mail is looked up there by Message-ID, so what the archive withdrew counts as withdrawn by
 * the server. An archive is its own server.
 */
export function isServerOf(deliverer: string, archive: string): boolean {
  return archive === deliverer || (deliverer !== '' && archive.startsWith(`${deliverer}/`))
}
