import type { Db } from '../../open'

/**
 * The mails of a series whose patches are a commit of a known tree, were pulled, or were applied according to a reply that counts, or that somebody
 * sent whom the posting addresses: that is asked of patches that the author has left out since, which supports it. <CAJZ5v0hFfhxjp5cVNz+JSWcWx5ga1cDccmsqKAVgxp-JWs9upg@mail.gmail.com>
 */
export function listTaken(db: Db, series: number): ReadonlySet<string> {
  const keys = db
    .prepare<{ series: number }, string>(
      `SELECT messages.key FROM versions JOIN patches ON patches.version = versions.id JOIN messages ON messages.id = patches.message
       WHERE versions.series = @series
         AND (EXISTS (SELECT 1 FROM ties WHERE ties.message = patches.message)
              OR EXISTS (SELECT 1 FROM pulled JOIN pulls ON pulls.message = pulled.pull WHERE pulled.message = patches.message AND pulls.answer = 'pulled')
              OR EXISTS (SELECT 1 FROM positions WHERE positions.series = @series AND positions.version = versions.position
                           AND positions.patch = patches.number AND positions.position = 'applied' AND positions.fits = 1 AND positions.scope IS NULL)
              OR EXISTS (SELECT 1 FROM claims JOIN places ON places.message = claims.message
                         WHERE claims.series = @series AND claims.kind = 'applied' AND claims.own = 0 AND claims.basis <> 'none'
                           AND places.version = versions.position AND places.number = patches.number))`,
    )
    .pluck()
  return new Set(keys.all({ series }))
}
