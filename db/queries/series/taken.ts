import type { Db } from '../../open'

/** The mails of a series whose patches are a commit of a known tree, were pulled, or were applied according to a reply that counts. */
export function listTaken(db: Db, series: number): ReadonlySet<string> {
  const keys = db
    .prepare<{ series: number }, string>(
      `SELECT messages.key FROM versions JOIN patches ON patches.version = versions.id JOIN messages ON messages.id = patches.message
       WHERE versions.series = @series
         AND (EXISTS (SELECT 1 FROM ties WHERE ties.message = patches.message)
              OR EXISTS (SELECT 1 FROM pulled JOIN pulls ON pulls.message = pulled.pull WHERE pulled.message = patches.message AND pulls.answer = 'pulled')
              OR EXISTS (SELECT 1 FROM positions WHERE positions.series = @series AND positions.version = versions.position
                           AND positions.patch = patches.number AND positions.position = 'applied' AND positions.fits = 1 AND positions.scope IS NULL))`,
    )
    .pluck()
  return new Set(keys.all({ series }))
}
