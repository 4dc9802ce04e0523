import type { BranchRole } from './types'

/** Names of stable and maintenance branches. One form per line, with a project that uses it. */
const STABLE: readonly RegExp[] = [
  // linux: linux-6.1.y; 2023.02.x of Buildroot.
  /^(?:.*\/)?(?:[a-z]+-)?v?\d+\.\d+(?:\.\d+)?\.[xy]$/i,
  // QEMU: stable-8.0; Mesa: staging/23.1; stable/2023.1 of OpenStack; 6.1-stable.
  /(?:^|[/_-])(?:stable|lts|maint|maintenance|backports?)(?:$|[/_-])/i,
  /^staging\/\d+\.\d+$/i,
  // glibc: release/2.38/master; GCC: releases/gcc-13; systemd: v254-stable.
  /^releases?[/_-]v?[a-z]*-?\d/i,
  // PostgreSQL: REL_15_STABLE, REL9_6_STABLE.
  /^rel_?\d+(?:_\d+)*(?:_stable)?$/i,
]

const MAINLINE = /^(?:master|main|trunk|mainline|upstream|linus|torvalds|default)$/i

/**
 * Guesses what a branch is for from its name (`linux-6.1.y` is stable, `master` mainline, `for-next` a maintainer's). The default branch of a
 * repository is mainline unless its name says that it is stable or a maintainer's (`net-next`).
 */
export function guessBranchRole(name: string, isDefault: boolean): BranchRole {
  if (STABLE.some((form) => form.test(name))) return 'stable'
  if (MAINLINE.test(name)) return 'mainline'
  return isDefault && !/(?:^|[/_-])(?:next|fixes)(?:$|[/_-])/i.test(name) ? 'mainline' : 'maintainer'
}
