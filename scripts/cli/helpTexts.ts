/** The texts of `--help`. */
const COMMON = `
  --db FILE    the database (default: REROLL_DB, else db/reroll.sqlite)
  --json       one JSON document on standard output
  --help       this text`

const TEXTS: Readonly<Record<string, string>> = {
  ingest: `reroll ingest SOURCE...
Imports mail. A source is
  an mbox file, plain or gzipped; a file with one mail (.eml); a month of pipermail; - for standard input
  a Maildir, or a directory of .eml files
  a public-inbox archive: a git epoch, a mirror of epochs, a bundle, or a URL to clone
  a Message-ID, or a link that holds one: its thread, the other versions and missing patches, from lore
  a Patchwork series or patch, a pipermail archive, or a page of an archive, by its URL; a page that was saved
A source that cannot be read whole leaves nothing behind; importing it again adds nothing twice. What comes from a git
archive goes on from the last commit that was read.
  --lore URL   the public-inbox to look Message-IDs up in (default: REROLL_LORE, else https://lore.kernel.org)
Hosts are asked over https, at public addresses; REROLL_TRUSTED_HOSTS=host[:port],... names those that are not.
${COMMON}

  npm run ingest -- vfio.mbox 2022-*.mbox.gz
  npm run ingest -- 20220921104401.38898-1-kevin.tian@intel.com
  npm run ingest -- https://lore.kernel.org/linux-s390`,
  track: `reroll track SOURCE...
Adds sources to those that nightly refreshes. A source as for ingest, but standard input.
${COMMON}

  npm run -s reroll -- track https://lore.kernel.org/linux-s390`,
  untrack: `reroll untrack SOURCE...
Takes sources off the list; their mail stays.
${COMMON}`,
  sources: `reroll sources
The tracked sources: when each was last read whole, what it brought, what failed.
${COMMON}`,
  nightly: `reroll nightly [--install]
Refreshes every tracked source from where the last run ended, one run at a time, and looks up what series under review lack.
A source that fails leaves the others done; the exit code is 1 then.
  --install    prints a crontab line, and a systemd service and timer
  --lore URL   as for ingest
${COMMON}

  npm run nightly`,
  list: `reroll list [--query WORDS]
Lists the series, newest activity first.
  --query Q    words of title, author, list or patch titles; or a Message-ID
${COMMON}

  npm run -s reroll -- list --query vfio`,
  show: `reroll show MESSAGE-ID
Shows a series: versions, how each patch changed, review tags. Any mail of the series will do,
with or without <>, or a link to an archive that holds the Message-ID.
${COMMON}

  npm run -s reroll -- show 20220921104401.38898-1-kevin.tian@intel.com --json`,
  diff: `reroll diff MESSAGE-ID vA..vB [--patch N] [--format interdiff|range-diff]
Shows what changed between two versions, in every patch or in one.
${COMMON}

  npm run -s reroll -- diff 20220921104401.38898-1-kevin.tian@intel.com v3..v4 --patch 6`,
  blame: `reroll blame MESSAGE-ID [--patch N] [--version V]
Shows a patch (default: the first, of the newest version), each line with the version in which it came or last changed.
${COMMON}

  npm run -s reroll -- blame 20220921104401.38898-1-kevin.tian@intel.com --patch 6`,
  mbox: `reroll mbox MESSAGE-ID [--version N] [--no-trailers]
Writes the patches of a version (default: the newest) as an mbox for git am, the review tags of replies added.
${COMMON}

  npm run -s reroll -- mbox 20220921104401.38898-1-kevin.tian@intel.com | git am`,
  link: `reroll link A B
Says that two versions are of one series. A and B are Message-IDs (or links that hold one) of any mail of each version.
The word of a person goes before every rule, and is kept by later imports and by rebuild.
${COMMON}

  npm run -s reroll -- link 20220711034615.482895-1-21cnbao@gmail.com 20220822082120.8347-1-yangyicong@huawei.com`,
  unlink: `reroll unlink A B
Says that two versions are not of one series, or takes back a link. A and B as for link.
${COMMON}

  npm run -s reroll -- unlink 20220711034615.482895-1-21cnbao@gmail.com 20220822082120.8347-1-yangyicong@huawei.com`,
  hide: `reroll hide MESSAGE-ID
Removes a mail and all that was made of it, and keeps it out: no later import and no rebuild brings it back.
What was derived together with it is derived again without it.
${COMMON}

  npm run -s reroll -- hide 20220921104401.38898-1-kevin.tian@intel.com`,
  unhide: `reroll unhide MESSAGE-ID
Takes back a hide: the next import that brings the mail keeps it.
${COMMON}`,
  rebuild: `reroll rebuild
Derives everything again from the stored mails.
${COMMON}`,
  backup: `reroll backup FILE
Writes the database to a file as it stands at this moment, also while it is imported into or served. A file of that name is replaced
once the new one is whole.
${COMMON}

  npm run -s reroll -- backup /srv/backup/reroll.sqlite`,
  restore: `reroll restore FILE
Puts a backup in the place of the database; stop the server and imports first. What stood there is kept as DATABASE.replaced.
${COMMON}

  npm run -s reroll -- restore /srv/backup/reroll.sqlite`,
  status: `reroll status
Counts, size and health of the database.
${COMMON}`,
}

export const USAGE = `reroll COMMAND ...
  ingest    import mail              show      one series
  list      all series               diff      what changed between two versions
  mbox      patches for git am       blame     since which version a line stands
  link      two versions, one series unlink    two versions, two series
  hide      take a mail out for good unhide    let it in again
  rebuild   derive everything again  status    counts and health
  track     a source for nightly     untrack   no longer
  sources   what is tracked          nightly   refresh what is tracked
  backup    write a copy             restore   a copy in the place of the database
reroll COMMAND --help tells more.`

/** The help of a command, or of all when there is no such command. */
export function helpText(command: string | undefined): string {
  return `${(command === undefined ? undefined : TEXTS[command]) ?? USAGE}\n`
}
