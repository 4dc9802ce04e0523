import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD } from 'next/constants'
import { watchAssets, writeAssets } from './scripts/client'

const config: NextConfig = {
  poweredByHeader: false,
  // scripts/server compresses each response once; Next would do it on every request.
  compress: false,
  images: { unoptimized: true },
  serverExternalPackages: ['better-sqlite3'],
  // `npm test` runs our own tsc over the whole project; checking again here doubles the build time.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'app/tsconfig.json' },
  rewrites: async () => ({
    // A folder may be nested to any depth, and no route may be below one that takes all segments.
    beforeFiles: [{ source: '/path/:path+/atom', destination: '/path-atom/:path+' }],
    afterFiles: [],
    // Only in `next dev`: scripts/server asks Next for nothing that is not a route.
    fallback: [{ source: '/:path*', destination: '/problem/404' }],
  }),
  productionBrowserSourceMaps: false,
  // Loading the code of all routes takes a third of the CPU of a start. Instead, the first request for a route loads its code.
  experimental: { preloadEntriesOnStart: false },
  // A page in development asks every second whether it has changed (app/_client/reload.ts).
  logging: { incomingRequests: false },
}

/** A build first bundles script and stylesheet; their addresses are then known to the pages as constants. */
export default async function configure(phase: string): Promise<NextConfig> {
  if (phase !== PHASE_PRODUCTION_BUILD && phase !== PHASE_DEVELOPMENT_SERVER) return config
  const { script, style } = await (phase === PHASE_DEVELOPMENT_SERVER ? watchAssets : writeAssets)(process.cwd())
  const env = { REROLL_SCRIPT: script, REROLL_STYLE: style }
  // For the container: .next/standalone holds what the pages need of node_modules, a tenth of it. Set for the build alone: a
  // server that has this setting warns that it is not Next's own.
  return { ...config, env, output: 'standalone' }
}
