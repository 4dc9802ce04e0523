import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder'
import { releases } from '../trees/update'
import { file, type Maintainer, openMaintainer, type WrittenPatch } from './maintainer'

const all = tempFolder()
let made = 0
let list: Maintainer

beforeEach(() => {
  list = openMaintainer(join(all, String(++made)))
})

const ONE: WrittenPatch = {
  title: 'thing: turn the first valve',
  files: { 'a.c': file('a.c', { 4: 'a valve turned' }) },
}
const TWO: WrittenPatch = {
  title: 'thing: turn the second valve',
  files: { 'b.c': file('b.c', { 8: 'another valve turned' }) },
}
/** Mails come hours before the first commit. */
const [EARLY, LATE] = [-3_000, -600]
const amend = (...words: readonly string[]) => list.linux.git('commit', '--quiet', '--amend', '--no-edit', ...words)
const head = () => list.linux.git('rev-parse', 'HEAD')

describe('patches that git am applied', { timeout: 120_000 }, () => {
  it('are tied by their patch-ids, and the series is applied', async () => {
    list.am(await list.post({ id: 'v1', patches: [ONE, TWO], cover: 'Valves', minutes: LATE }))
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`, `${TWO.title}: v1-2 patch-id`])
    expect(list.states()).toEqual(['Valves: applied'])
  })

  it('are tied when the mails came after the commits were read', async () => {
    const mails = await list.post({ id: 'v1', patches: [ONE], minutes: LATE })
    const other = openMaintainer(join(all, `${made}-other`))
    other.am(mails)
    await other.read()
    await other.post({ id: 'v1', patches: [ONE], minutes: LATE })
    await other.read()
    expect(other.ties()).toEqual([`${ONE.title}: v1-1 patch-id`])
    expect(other.states()).toEqual([`${ONE.title}: applied`])
  })

  it('are tied by title and author when the committer edited one', async () => {
    list.am(await list.post({ id: 'v1', patches: [ONE], minutes: LATE }))
    list.linux.write('a.c', file('a.c', { 4: 'a valve turned', 20: 'and then some' }))
    amend('--all')
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 title`])
    expect(list.states()).toEqual([`${ONE.title}: applied`])
  })

  it('are tied when the committer gave one another title', async () => {
    list.am(await list.post({ id: 'v1', patches: [ONE], minutes: LATE }))
    amend('--message', 'valves: open them')
    await list.read()
    expect(list.ties()).toEqual(['valves: open them: v1-1 patch-id'])
  })

  it('are probably the same when the committer changed title and diff', async () => {
    list.am(await list.post({ id: 'v1', patches: [ONE], minutes: LATE }))
    list.linux.write('a.c', `${file('a.c', { 4: 'a valve turned' })}and a line at the end\n`)
    amend('--all', '--message', 'valves: open them')
    await list.read()
    expect(list.ties()).toEqual(['valves: open them: v1-1 similar'])
    expect(list.states()).toEqual([`${ONE.title}: applied`])
  })

  it('are tied by the diff when the committer became the author', async () => {
    list.am(await list.post({ id: 'v1', patches: [ONE], minutes: LATE }))
    amend('--reset-author')
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`])
  })

  it('are tied by a link to the cover letter when one was edited', async () => {
    list.am(await list.post({ id: 'v1', patches: [ONE, TWO], cover: 'Valves', minutes: LATE }))
    list.linux.write('b.c', file('b.c', { 8: 'another valve turned', 20: 'and then some' }))
    amend('--all', '--message', `${TWO.title}\n\nLink: https://lore.kernel.org/r/v1-0@example.org`)
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`, `${TWO.title}: v1-2 link`])
  })

  it('are tied when the list put a footer below the mails', async () => {
    const footer = '_______________________________________________\nthings mailing list\nthings@example.org\n'
    list.am(await list.post({ id: 'v1', patches: [ONE], minutes: LATE, footer }))
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`])
  })

  it('are tied when one renames a file, creates one or removes one', async () => {
    const moved = { 'new/d.c': file('a.c', { 4: 'moved and turned' }) }
    const [rename, create] = [
      { title: 'thing: move the first valve', files: moved, remove: ['a.c'] },
      { title: 'thing: add a gauge', files: { 'gauge.c': file('gauge') } },
    ]
    list.am(await list.post({ id: 'v1', patches: [rename, create], minutes: LATE }))
    await list.read()
    expect(list.ties()).toEqual([`${create.title}: v1-2 patch-id`, `${rename.title}: v1-1 patch-id`])
  })
})

describe('a series of which the tree has something else', { timeout: 120_000 }, () => {
  it('is partly applied when one patch is missing', async () => {
    const [first] = await list.post({ id: 'v1', patches: [ONE, TWO], cover: 'Valves', minutes: LATE })
    list.am(first === undefined ? [] : [first])
    await list.read()
    expect(list.states()).toEqual(['Valves: partly-applied'])
  })

  it('is applied when its patches were squashed into one commit', async () => {
    list.am(await list.post({ id: 'v1', patches: [ONE, TWO], cover: 'Valves', minutes: LATE }))
    list.linux.git('reset', '--quiet', '--soft', 'HEAD~2')
    list.linux.git('commit', '--quiet', '--author=Ada Author <ada@example.org>', '--message', ONE.title)
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 title v1-2 similar`])
    expect(list.states()).toEqual(['Valves: applied'])
  })

  it('is applied when they were squashed under another title', async () => {
    list.am(await list.post({ id: 'v1', patches: [ONE, TWO], cover: 'Valves', minutes: LATE }))
    list.linux.git('reset', '--quiet', '--soft', 'HEAD~2')
    list.linux.git('commit', '--quiet', '--author=Ada Author <ada@example.org>', '--message', 'valves: all of them')
    await list.read()
    expect(list.ties()).toEqual(['valves: all of them: v1-2 similar v1-1 similar'])
    expect(list.states()).toEqual(['Valves: applied'])
  })

  it('is applied when its patches were applied in another order', async () => {
    const mails = await list.post({ id: 'v1', patches: [ONE, TWO], cover: 'Valves', minutes: LATE })
    list.am([...mails].reverse())
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`, `${TWO.title}: v1-2 patch-id`])
  })

  it('was applied in an older version when that has the diff', async () => {
    const v1 = await list.post({ id: 'v1', patches: [ONE], minutes: EARLY })
    const changed = { ...ONE, files: { 'a.c': file('a.c', { 4: 'a valve turned slowly' }) } }
    await list.post({ id: 'v2', prefix: 'PATCH v2', patches: [changed], minutes: LATE })
    list.am(v1)
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`])
    expect(list.states()).toEqual([`${ONE.title}: applied`])
  })

  it('was applied in the version whose date the commit has, when the committer edited it', async () => {
    const v1 = await list.post({ id: 'v1', patches: [ONE], minutes: EARLY })
    const changed = {
      ...ONE,
      message: 'For a better reason.',
      files: { 'a.c': file('a.c', { 4: 'a valve turned', 30: 'more' }) },
    }
    await list.post({ id: 'v2', prefix: 'PATCH v2', patches: [changed], minutes: LATE })
    list.am(v1)
    list.linux.write('a.c', file('a.c', { 4: 'a valve turned', 20: 'and then some' }))
    amend('--all')
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 title`])
  })

  it('is untouched by a commit of somebody else with the same short title', async () => {
    await list.post({
      id: 'v1',
      patches: [{ title: 'Fix typo', files: { 'a.c': file('a.c', { 4: 'fixed' }) } }],
      minutes: LATE,
    })
    list.linux.commit('Fix typo', { 'b.c': file('b.c', { 4: 'fixed' }) }, { author: 'Rex Roe <rex@example.org>' })
    await list.read()
    expect(list.ties()).toEqual([])
    expect(list.states()).toEqual(['Fix typo: under-review'])
  })
})

describe('what happens to a commit later', { timeout: 120_000 }, () => {
  const applyOne = async () => list.am(await list.post({ id: 'v1', patches: [ONE], minutes: LATE }))

  it('a revert makes the series reverted, and a revert of the revert puts it back', async () => {
    await applyOne()
    list.linux.git('revert', '--no-edit', 'HEAD')
    await list.read()
    expect(list.states()).toEqual([`${ONE.title}: reverted`])
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`])
    list.linux.git('revert', '--no-edit', 'HEAD')
    await list.read()
    expect(list.states()).toEqual([`${ONE.title}: applied`])
    list.linux.git('revert', '--no-edit', 'HEAD')
    await list.read()
    expect(list.states()).toEqual([`${ONE.title}: reverted`])
  })

  it('a revert that names it by title alone makes the series reverted', async () => {
    await applyOne()
    await list.read()
    list.linux.git('revert', '--no-commit', 'HEAD')
    list.linux.git('commit', '--quiet', '--message', `Revert "${ONE.title}"`)
    await list.read()
    expect(list.states()).toEqual([`${ONE.title}: reverted`])
    list.linux.git('revert', '--no-commit', 'HEAD')
    list.linux.git('commit', '--quiet', '--message', `Reapply "${ONE.title}"`)
    await list.read()
    expect(list.states()).toEqual([`${ONE.title}: applied`])
  })

  it('a rebase that drops it leaves the series as the mails say, and remembers the commit', async () => {
    await applyOne()
    await list.read()
    list.linux.git('reset', '--quiet', '--hard', 'HEAD~1')
    await list.read({}, Date.UTC(2024, 2, 11))
    expect(list.states()).toEqual([`${ONE.title}: under-review`])
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`])
  })

  it('a rebase that keeps it ties both commits', async () => {
    await applyOne()
    await list.read()
    const mine = head()
    list.linux.git('reset', '--quiet', '--hard', 'HEAD~1')
    list.linux.commit('thing: another base', { 'c.c': file('c.c', { 4: 'other' }) })
    list.linux.git('cherry-pick', mine)
    await list.read({}, Date.UTC(2024, 2, 11))
    expect(list.states()).toEqual([`${ONE.title}: applied`])
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`, `${ONE.title}: v1-1 patch-id`])
  })

  it('a cherry-pick by somebody else ties that commit as well', async () => {
    await applyOne()
    const mine = head()
    list.linux.git('checkout', '--quiet', '-b', 'next', 'HEAD~1')
    list.linux.commit('thing: another base', { 'c.c': file('c.c', { 4: 'other' }) })
    list.linux.git('cherry-pick', mine)
    const branches = [
      { name: 'main', role: 'mainline' as const },
      { name: 'next', role: 'maintainer' as const },
    ]
    await list.read({ branches })
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`, `${ONE.title}: v1-1 patch-id`])
  })

  it('a backport with a conflict is tied to the mail, and alone proves that the patch was applied', async () => {
    list.linux.git('branch', 'linux-6.1.y')
    await applyOne()
    const mine = head()
    list.linux.git('checkout', '--quiet', 'linux-6.1.y')
    list.linux.commit('thing: older code', { 'a.c': file('a.c', { 6: 'older code' }) })
    list.linux.tryGit('cherry-pick', '-x', mine)
    list.linux.write('a.c', file('a.c', { 6: 'a valve turned' }))
    list.linux.git('add', '--all')
    list.linux.git('-c', 'core.editor=true', 'cherry-pick', '--continue')
    const stable = [{ name: 'linux-6.1.y', role: 'stable' as const }]
    await list.read({ branches: stable })
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 title`])
    expect(list.states()).toEqual([`${ONE.title}: applied`])
  })

  it('a merge of a topic branch applies the patches that it brings and is no patch itself', async () => {
    list.linux.git('checkout', '--quiet', '-b', 'topic')
    await applyOne()
    list.linux.git('checkout', '--quiet', 'main')
    list.linux.commit('thing: meanwhile', { 'c.c': file('c.c', { 4: 'other' }) })
    list.linux.git('merge', '--quiet', '--no-ff', '--message', ONE.title, 'topic')
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id`])
    expect(list.states()).toEqual([`${ONE.title}: applied`])
  })

  it('a tag names the release that has it first', async () => {
    await applyOne()
    list.linux.git('tag', 'v1.0-rc1')
    list.linux.commit('thing: go on', { 'c.c': file('c.c', { 4: 'other' }) })
    list.linux.git('tag', 'v1.0')
    await list.read()
    expect(releases(list.db)[ONE.title]).toBe('v1.0-rc1')
  })

  it('a pull request of the maintainer that posts the patch again is applied too', async () => {
    await applyOne()
    const request =
      'Please pull.\n\nThe following changes since commit 0123456789abcdef0123456789abcdef01234567:\n\n  thing: start (2024-02-01)\n\nare available in the Git repository at:\n\n  https://example.org/linux.git for-linus\n'
    await list.post({
      id: 'pull',
      patches: [{ ...ONE, message: 'Because.' }, TWO],
      cover: 'Valves for the next release',
      coverBody: request,
      from: 'Mia Maintainer <mia@example.org>',
      minutes: 3_000,
    })
    await list.read()
    expect(list.ties()).toEqual([`${ONE.title}: v1-1 patch-id pull-1 patch-id`])
  })
})
