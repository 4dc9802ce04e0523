import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One less by default, which leaves a small machine half idle.
    maxWorkers: '100%',
    // No test may ask anything but loopback.
    env: { REROLL_OFFLINE: '1' },
  },
})
