import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  // scripts/server compresses each response once; Next would do it on every request.
  compress: false,
  images: { unoptimized: true },
  serverExternalPackages: ['better-sqlite3'],
  // `npm test` runs our own tsc over the whole project; checking again here doubles the build time.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'app/tsconfig.json' },
  // The pages have no client components: nothing to map back to source in a browser.
  productionBrowserSourceMaps: false,
}

export default config
