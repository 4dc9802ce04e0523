import { download } from '../_handlers/download'
import { sitemapResponse } from '../_handlers/sitemap'
import { renderSitemap, renderSitemapIndex } from '../_model/sitemap'
import { countSitemapParts, listSitemapPart } from '../data'

/** The addresses of all series for crawlers, or a list of parts that have them. */
export const GET = download('/sitemap.xml', ({ query }) =>
  sitemapResponse(query.site, (site) => {
    const parts = countSitemapParts()
    return parts > 1 ? renderSitemapIndex(site, parts) : renderSitemap(site, listSitemapPart(1))
  }),
)
