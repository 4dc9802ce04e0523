import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // The default leaves one core free, which is half of a small machine.
    maxWorkers: '100%',
    // No test fetches anything from outside this machine.
    env: { REROLL_OFFLINE: '1' },
  },
})
