/** Release tags without a project's name: v6.1-rc1 and v6.1.5 of linux, v254 of systemd, v2023.01-rc1 of U-Boot, 20230127 of LTP. */
const PLAIN = /^v?\d{1,8}(?:\.\d{1,6}){0,4}(?:[-.~]?(?:rc|alpha|beta|pre)[-.]?\d{0,4})?$/i
/** And with one: glibc-2.38, mesa-23.1.0-rc1, releases/gcc-13.1.0, REL_15_1, curl-8_4_0. */
const NAMED =
  /^((?:releases?[/_-])?[a-z][a-z+]{1,30})[-_]?v?\d{1,4}(?:[._]\d{1,6}){0,4}(?:[-._~]?(?:rc|alpha|beta|pre)[-.]?\d{0,4})?$/i

/**
 * The names of the release tags among the tags of a repository. Names such as `vfio-v6.1-rc4` are those of releases only if no tag is a plain number: in linux a
 * maintainer names pull requests like that. Of several names in front, the one that most tags have is that of the project.
 */
export function findReleaseTags(names: Iterable<string>): string[] {
  const all = [...names]
  const plain = all.filter((name) => PLAIN.test(name))
  if (plain.length > 0) return plain
  const counts = new Map<string, string[]>()
  for (const name of all) {
    const front = NAMED.exec(name)?.[1]?.toLowerCase()
    if (front !== undefined) counts.set(front, [...(counts.get(front) ?? []), name])
  }
  return [...counts.values()].sort((a, b) => b.length - a.length)[0] ?? []
}
