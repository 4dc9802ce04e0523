import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD } from 'next/constants'
import { writeClient } from './scripts/client'

const config: NextConfig = {
  poweredByHeader: false,
  // scripts/server compresses each response once; Next would do it on every request.
  compress: false,
  images: { unoptimized: true },
  serverExternalPackages: ['better-sqlite3'],
  // `npm test` runs our own tsc over the whole project; checking again here doubles the build time.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'app/tsconfig.json' },
  // A folder may be nested to any depth, and no route may stand below one that takes them all.
  rewrites: async () => [{ source: '/path/:path+/atom', destination: '/path-atom/:path+' }],
  // The pages have no client components: nothing to map back to source in a browser.
  productionBrowserSourceMaps: false,
  headers: async () => [
    {
      source: '/client/:name',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
  ],
}

/** A build first bundles the script of the pages; its address is then known to the layout as a constant. */
export default async function configure(phase: string): Promise<NextConfig> {
  if (phase !== PHASE_PRODUCTION_BUILD && phase !== PHASE_DEVELOPMENT_SERVER) return config
  const env = { REROLL_SCRIPT: await writeClient(process.cwd()) }
  // For the container: .next/standalone holds what the pages need of node_modules, a tenth of it. Said to the build alone: a server
  // that is told warns against itself.
  return { ...config, env, output: 'standalone' }
}
