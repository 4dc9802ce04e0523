import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { listReleaseTags } from '../../db/store/treeRows'
import { eachTreeCase } from '../support/treeCase'
import type { TestRepository } from './repository'
import { addTree, releases, theTree, update } from './update'

let folder: string
let db: Db
let linux: TestRepository

eachTreeCase((own) => {
  ;({ folder, db, linux } = own)
})

describe('the first release of a commit', () => {
  it('is the first release tag that contains it, on whatever branch, and a later tag never changes it', async () => {
    linux.commit('sub: one')
    linux.git('tag', 'v6.1-rc1')
    linux.commit('sub: two')
    linux.git('tag', 'topic-20240301')
    linux.git('tag', '--annotate', '--message=release', 'v6.1')
    linux.commit('sub: three')
    addTree(db, linux.folder)
    await update(db, folder)
    expect(releases(db)).toEqual({ 'sub: one': 'v6.1-rc1', 'sub: two': 'v6.1', 'sub: three': null })
    linux.git('tag', 'v6.2-rc1')
    linux.git('tag', 'v0.1', 'main~2')
    await update(db, folder)
    expect(releases(db)).toEqual({ 'sub: one': 'v6.1-rc1', 'sub: two': 'v6.1', 'sub: three': 'v6.2-rc1' })
    expect([...listReleaseTags(db, theTree(db).id)].sort()).toEqual(['v0.1', 'v6.1', 'v6.1-rc1', 'v6.2-rc1'])
  })

  it('is found for a merged branch by the tag that merges it, and for a stable branch by a tag on it', async () => {
    linux.commit('sub: base')
    linux.git('tag', 'v6.0')
    linux.git('switch', '--quiet', '--create', 'topic')
    linux.commit('sub: topic')
    linux.git('switch', '--quiet', '--create', 'linux-6.0.y', 'v6.0')
    linux.commit('sub: stable fix')
    linux.git('tag', 'v6.0.1')
    linux.git('switch', '--quiet', 'main')
    linux.commit('sub: mainline')
    linux.git('tag', 'v6.1-rc1')
    linux.git('merge', '--quiet', '--no-ff', '--message=merge', 'topic')
    linux.git('tag', 'v6.1-rc2')
    addTree(db, linux.folder, {
      branches: [
        { name: 'main', role: 'mainline' },
        { name: 'linux-6.0.y', role: 'stable' },
      ],
    })
    await update(db, folder)
    expect(releases(db)).toMatchObject({
      'sub: base': 'v6.0',
      'sub: topic': 'v6.1-rc2',
      'sub: stable fix': 'v6.0.1',
      'sub: mainline': 'v6.1-rc1',
      merge: 'v6.1-rc2',
    })
  })

  it('is found when the tag was there before the branch had its commits', async () => {
    linux.commit('sub: one')
    linux.git('switch', '--quiet', '--create', 'ahead')
    linux.commit('sub: two')
    linux.git('tag', 'v6.1')
    addTree(db, linux.folder)
    await update(db, folder)
    expect(releases(db)).toEqual({ 'sub: one': 'v6.1' })
    linux.git('branch', '--quiet', '--force', 'main', 'ahead')
    await update(db, folder)
    expect(releases(db)).toEqual({ 'sub: one': 'v6.1', 'sub: two': 'v6.1' })
  })
})
