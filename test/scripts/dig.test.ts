import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { reroll } from '../support/cli'
import { putCommits, shaOf } from '../support/commits'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const SHA = shaOf('pump: start it')
const [BACKPORT, REVERT] = ['b'.repeat(40), 'e'.repeat(40)]
/** A revert on the branch of the maintainer, and the revert of that, which names no hash. */
const [UNDONE, REDONE] = ['d'.repeat(40), 'f'.repeat(40)]
const DIFF = 'diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-old\n+new\n'

describe('reroll dig', () => {
  const database = join(tempFolder(), 'dig.sqlite')

  beforeAll(async () => {
    const db = openWriter(database)
    await ingestMails(db, [
      mail({
        id: 'p@example.org',
        subject: '[PATCH] pump: start it',
        body: `Why.\n\nReviewed-by: Rex Reviewer <rex@example.org>\n---\n${DIFF}`,
      }),
      mail({
        id: 'r@example.org',
        from: 'Nora Naysayer <nora@example.org>',
        subject: 'Re: [PATCH] pump: start it',
        inReplyTo: 'p@example.org',
        body: '> +new\n\nNAK, this floods the cellar.\n',
        minutes: 5,
      }),
    ])
    putCommits(db, [
      { title: 'pump: start it', minutes: 60, text: `pump: start it\n\nWhy.\n\n${DIFF.replace('+new', '+newer')}` },
      { title: 'pump: mind the cellar', minutes: 70, fixes: [SHA.slice(0, 12)] },
      { title: 'Revert "pump: start it"', sha: UNDONE, reverts: [SHA.slice(0, 12)], minutes: 100 },
      { title: 'Reapply "pump: start it"', sha: REDONE, minutes: 110 },
      { title: 'Revert "pump: mind the cellar"', minutes: 120 },
      { title: 'one', sha: `00000000${'a'.repeat(32)}` },
      { title: 'two', sha: `00000000${'b'.repeat(32)}` },
    ])
    putCommits(
      db,
      [
        { title: 'pump: start it', sha: BACKPORT, origins: [SHA], minutes: 80, release: 'v6.1.7' },
        { title: 'Revert "pump: start it"', sha: REVERT, reverts: [BACKPORT], minutes: 90 },
      ],
      { branch: 'linux-6.1.y', role: 'stable' },
    )
    db.close()
  })

  it('prints the mail of a commit in short as JSON', () => {
    const { code, stdout } = reroll(['dig', SHA.slice(0, 12), '--json', '--db', database])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      sha: SHA,
      title: 'pump: start it',
      tree: 'maint',
      branch: 'for-next',
      role: 'maintainer',
      committer: expect.objectContaining({ email: 'max@example.org' }),
      committed: '2024-03-01T11:00:00Z',
      release: null,
      gone: null,
      mailOf: SHA,
      messageId: 'p@example.org',
      series: 'p@example.org',
      seriesTitle: 'pump: start it',
      version: 1,
      pull: null,
      label: 'v1',
      patch: 1,
      patchTitle: 'pump: start it',
      by: 'title',
      changed: { added: 1, removed: 1 },
      compared: true,
      squashedWith: [],
      trailersAdded: [],
      tags: ['Reviewed-by: Rex Reviewer <rex@example.org>'],
      names: [],
      namers: [
        {
          kind: 'fixes',
          sha: shaOf('pump: mind the cellar'),
          title: 'pump: mind the cellar',
          ...{ tree: 'maint', branch: 'for-next', release: null, reverted: null },
        },
        {
          kind: 'backport',
          sha: BACKPORT,
          title: 'pump: start it',
          ...{ tree: 'maint', branch: 'linux-6.1.y', release: 'v6.1.7', reverted: REVERT },
        },
        {
          kind: 'reverts',
          sha: UNDONE,
          title: 'Revert "pump: start it"',
          ...{ tree: 'maint', branch: 'for-next', release: null, reverted: null },
        },
      ],
      open: [
        {
          person: { name: 'Nora Naysayer', emails: ['nora@example.org'] },
          label: 'v1',
          quote: expect.stringContaining('NAK, this floods the cellar.'),
          messageId: 'r@example.org',
        },
      ],
      reverts: [],
      otherMails: [],
    })
  })

  it('prints the same as text, with the fix of the commit and the objection that was open', () => {
    const { stdout } = reroll(['dig', SHA, '--db', database])
    expect(stdout).toContain('patch 1 of v1: pump: start it')
    expect(stdout).toContain('posted against applied: 2 lines changed (+1 −1)')
    expect(stdout).toContain(
      `Fixed by ${shaOf('pump: mind the cellar').slice(0, 12)}  pump: mind the cellar (maint for-next)`,
    )
    expect(stdout).toContain('still open: Nora Naysayer on v1: "NAK, this floods the cellar."  r@example.org')
    const shown = reroll(['show', 'p@example.org', '--db', database]).stdout
    expect(shown).toContain('Applied v1 to maint for-next by max@example.org, 2024-03-01')
    expect(shown).toContain(`  1 ${SHA.slice(0, 12)}  maint for-next, 2 lines changed (+1 −1), by title and author`)
  })

  it('names the commit that reverts a backport on its branch, as the series does', () => {
    const line = `Backported as ${BACKPORT.slice(0, 12)}  pump: start it (maint linux-6.1.y, first in v6.1.7), reverted there by ${REVERT.slice(0, 12)}`
    expect(reroll(['dig', SHA, '--db', database]).stdout).toContain(line)
    expect(reroll(['show', 'p@example.org', '--db', database]).stdout).toContain(line)
    const { commits } = JSON.parse(reroll(['show', 'p@example.org', '--json', '--db', database]).stdout)
    expect(commits[0].backports).toEqual([
      { sha: BACKPORT, branch: 'linux-6.1.y', release: 'v6.1.7', reverted: REVERT },
    ])
  })

  it('leads from a revert to the mail of what it reverts, and from a revert of a revert to that of the original', () => {
    const mailOf = (sha: string) => {
      const {
        mailOf: commit,
        messageId,
        names,
        reverts,
      } = JSON.parse(reroll(['dig', sha, '--json', '--db', database]).stdout)
      return {
        commit,
        messageId,
        names: names.map((one: { kind: string; sha: string }) => [one.kind, one.sha]),
        reverts,
      }
    }
    expect(mailOf(UNDONE)).toMatchObject({ commit: SHA, messageId: 'p@example.org', names: [['reverts', SHA]] })
    expect(mailOf(REDONE)).toMatchObject({
      commit: SHA,
      messageId: 'p@example.org',
      names: [['reverts', UNDONE]],
      reverts: [
        { sha: UNDONE, title: 'Revert "pump: start it"', revertedBy: REDONE },
        { sha: SHA, title: 'pump: start it', revertedBy: UNDONE },
      ],
    })
    const reverting = reroll(['dig', UNDONE, '--db', database])
    expect(reverting.code).toBe(0)
    expect(reverting.stdout).toContain(`\nReverts ${SHA.slice(0, 12)}  pump: start it\n`)
    expect(reverting.stdout).toContain(
      `\n\n${SHA.slice(0, 12)} was made from patch 1 of v1: pump: start it\n  mail    p@example.org`,
    )
    const again = reroll(['dig', REDONE, '--db', database]).stdout
    expect(again).toContain(`\nReverts ${UNDONE.slice(0, 12)}  Revert "pump: start it"\n`)
    expect(again).toContain(`\n${UNDONE.slice(0, 12)} reverts ${SHA.slice(0, 12)}  pump: start it\n`)
  })

  it('fails with what to do when no mail is known, no tree has the commit, or several have the hash', () => {
    for (const [hash, code, message] of [
      [shaOf('pump: mind the cellar'), 1, 'no imported mail is known that it was made from'],
      [
        shaOf('Revert "pump: mind the cellar"'),
        1,
        `nor one for the commit that it reverts: ${shaOf('pump: mind the cellar')}  pump: mind the cellar`,
      ],
      ['0123456789ab', 1, 'reroll tree list shows which trees are read'],
      ['00000000', 1, 'several commits start so; give more digits'],
      ['nonsense', 2, '7 digits of it at least'],
    ] as const) {
      const run = reroll(['dig', hash, '--db', database])
      expect([hash, run.code, run.stdout]).toEqual([hash, code, ''])
      expect(run.stderr).toContain(message)
    }
  })
})
