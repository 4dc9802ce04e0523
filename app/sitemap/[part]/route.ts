import { download } from '../../_handlers/download'
import { notFound } from '../../_handlers/handler'
import { sitemapResponse } from '../../_handlers/sitemap'
import { renderSitemap } from '../../_model/sitemap'
import { countSitemapParts, listSitemapPart } from '../../data'

/** The addresses of the series of one part. */
export const GET = download('/sitemap/[part]', ({ params, query }) => {
  const part = /^[1-9]\d{0,5}$/.test(params.part) ? Number(params.part) : 0
  if (part === 0 || part > countSitemapParts()) return notFound('part of the sitemap')
  return sitemapResponse(query.site, (site) => renderSitemap(site, listSitemapPart(part)))
})
