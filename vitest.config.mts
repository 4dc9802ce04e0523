import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** The tests of lib and db: each folder and file of lib has its own of the same name. */
const CORE = [
  ...readdirSync(new URL('lib', import.meta.url)).map((name) =>
    name.endsWith('.ts') ? `test/${name.replace(/\.ts$/, '.test.ts')}` : `test/${name}/**/*.test.ts`,
  ),
  'test/db/**/*.test.ts',
]

/** Those that would take most of the time: they measure growth, upgrade databases, import archives again and again, or come near a limit. */
const SLOW = [
  'test/**/worstCase.test.ts',
  'test/**/*{g,G}rowth.test.ts',
  'test/db/upgrade/**/*.test.ts',
  'test/db/{anyOrder,archive,boilerplate,lineLimit,mboxLimits,migrations,realOrder}.test.ts',
]

const BROWSER = ['test/browser/**/*.test.ts']

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // The default leaves one core free, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      // `npm run test:quick`. A process runs many of these files and loads lib and db once, which takes longer than most of the tests.
      { extends: true, test: { name: 'core', include: CORE, exclude: SLOW, isolate: false } },
      { extends: true, test: { name: 'slow', include: SLOW } },
      { extends: true, test: { name: 'browser', include: BROWSER } },
      {
        extends: true,
        test: {
          name: 'other',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...CORE, ...SLOW, ...BROWSER],
        },
      },
    ],
  },
})
