/** The options that every command has. */
const COMMON = `
  --db FILE    the database (default: REROLL_DB, or db/reroll.sqlite)
  --json       print one JSON document on standard output
  --help       print this help`

const TEXTS: Readonly<Record<string, string>> = {
  ingest: `reroll ingest SOURCE...

Imports mail. A SOURCE is one of
  an mbox file or a pipermail month, plain or gzipped; a file with one mail (.eml); - for standard input
  a Maildir, or a directory of .eml files
  a public-inbox archive: a git epoch, a mirror of epochs, a git bundle, or a URL to clone
  a Message-ID, or a link that contains one: imports its thread, the other versions and missing patches from lore
  the URL of a Patchwork series or patch, of a pipermail archive, or of a page in an archive; a saved page

A source that fails is rolled back. Importing it again adds nothing twice. A git archive is read from the last imported
commit on. Hosts are contacted over https at public addresses only, except those in REROLL_TRUSTED_HOSTS=host[:port],...

  --lore URL   where to look up Message-IDs (default: REROLL_LORE, or https://lore.kernel.org)${COMMON}

Examples:
  npm run ingest -- vfio.mbox 2022-*.mbox.gz
  npm run ingest -- 20220921104401.38898-1-kevin.tian@intel.com
  npm run ingest -- https://lore.kernel.org/linux-s390`,
  track: `reroll track SOURCE...

Adds sources to the list that \`reroll nightly\` refreshes. A SOURCE is as for ingest, except standard input.

  --lore URL   where to look up Message-IDs, as for ingest${COMMON}

Example:
  npm run -s reroll -- track https://lore.kernel.org/linux-s390`,
  untrack: `reroll untrack SOURCE...

Removes sources from the list. Their mail stays in the database.
${COMMON}

Example:
  npm run -s reroll -- untrack https://lore.kernel.org/linux-s390`,
  sources: `reroll sources

Lists the tracked sources: when each was last read completely, what it brought, and its last error.
${COMMON}

Example:
  npm run -s reroll -- sources`,
  nightly: `reroll nightly [--install] [--wait MINUTES]

Refreshes every tracked source from where the last run ended, looks up missing patches and versions of series under
review, then reads what is new in the git trees. Only one run at a time. If a source or tree fails, the others are still
refreshed and the exit code is 1. While another process writes to the database, such as a long import, it waits.

  --wait N     how many minutes to wait for others in all (default: 30; 0 fails at once)
  --install    print a crontab line, and a systemd service and timer
  --lore URL   where to look up Message-IDs, as for ingest${COMMON}

Examples:
  npm run nightly
  npm run -s nightly -- --install`,
  tree: `reroll tree add PATH_OR_URL [--name NAME] [--branch BRANCH[=ROLE]]... [--scope LIST_OR_PATH]... [--commit-url URL]
reroll tree list
reroll tree update [NAME]
reroll tree remove NAME

Git trees show which patches were merged. \`add\` reads a repository on disk (with or without a working tree), a bundle, or
a URL to clone; a repository on disk is never copied, written to, or trusted with its configuration. Adding a tree again
gives it more branches. \`update\` reads what is new, and so does \`reroll nightly\`. Commits that a rebased branch no longer
has are kept. \`remove\` forgets a tree and its commits.

  --name NAME        what to call it (default: the last part of the path or URL)
  --branch B[=ROLE]  a branch to read (default: the default branch). ROLE is maintainer, mainline or stable (default:
                     guessed from the name)
  --scope S          a mailing list or path that the tree decides for (default: learnt from its commits)
  --commit-url URL   where a commit is shown, with {sha} for its hash (default: guessed from the URL)${COMMON}

Examples:
  npm run -s reroll -- tree add /srv/git/linux.git --branch master --branch linux-6.1.y
  npm run -s reroll -- tree add https://git.example.org/vfio.git --branch next=maintainer
  npm run -s reroll -- tree list`,
  maintainer: `reroll maintainer add LIST_OR_PATH ADDRESS
reroll maintainer list
reroll maintainer remove LIST_OR_PATH ADDRESS

Names somebody who decides about patches: whose "applied", NAK or "not for this tree" counts although no git tree and
nothing in the archive shows it. LIST_OR_PATH is the address of a mailing list, or a path from the top of the tree; a
folder ends in /, and whoever is named for it decides for series that change nothing outside. The series for which it
matters are derived again at once. rebuild, backup and restore keep what was added.
${COMMON}

Examples:
  npm run -s reroll -- maintainer add linux-s390@vger.kernel.org hca@linux.ibm.com
  npm run -s reroll -- maintainer add drivers/vfio/ alex.williamson@redhat.com
  npm run -s reroll -- maintainer list`,
  list: `reroll list [--query WORDS]

Lists the series, newest activity first.

  --query Q    only series with mails that this search finds: words, s:subject, f:from, d:20220901.. and so on; or a Message-ID${COMMON}

Example:
  npm run -s reroll -- list --query vfio`,
  pulls: `reroll pulls

Lists the pull requests, newest first: what each asks to pull, and what became of it.
${COMMON}

Example:
  npm run -s reroll -- pulls --json`,
  show: `reroll show MESSAGE-ID

Shows a series: its state, versions, how each patch changed, what each version did about the comments on the one before,
and where each reviewer stands. MESSAGE-ID is any mail of the series, with or without <>, or an archive link that
contains one.
${COMMON}

Example:
  npm run -s reroll -- show 20220921104401.38898-1-kevin.tian@intel.com --json`,
  diff: `reroll diff MESSAGE-ID vA..vB [--patch N] [--format interdiff|range-diff]

Shows what changed between two versions of a series.

  --patch N    only this patch of the newer version
  --format F   interdiff (default), or range-diff as git prints it${COMMON}

Example:
  npm run -s reroll -- diff 20220921104401.38898-1-kevin.tian@intel.com v3..v4 --patch 6`,
  blame: `reroll blame MESSAGE-ID [--patch N] [--version V]

Shows a patch, each changed line with the version that last changed it.

  --patch N    the number of the patch (default: 1)
  --version V  the version of the series (default: the newest)${COMMON}

Example:
  npm run -s reroll -- blame 20220921104401.38898-1-kevin.tian@intel.com --patch 6`,
  dig: `reroll dig COMMIT

Leads from a commit of a tree to its review: the mail that it was made from, its series and version, who reviewed it, what
was still open, and how the commit differs from what was posted. Exit code 1 when no mail of it is known.

  COMMIT  a hash, or the first digits of one, 7 at least${COMMON}

Example:
  npm run -s reroll -- dig ebb72b765fb4`,
  since: `reroll since MESSAGE-ID --person ADDRESS

Shows what changed in a series since somebody last gave a review tag or made a comment there: the patches that they tagged
or commented, how much changed since each tag, what became of each comment, and lines to paste into a reply. For the author
of the series, also the tags that the next version may carry and those to ask for again.

  --person ADDRESS  an address of the person${COMMON}

Example:
  npm run -s reroll -- since 20220921104401.38898-1-kevin.tian@intel.com --person eric.auger@redhat.com`,
  check: `reroll check MESSAGE-ID [--this-patch]
reroll check - [--this-patch]

Says what somebody who is about to apply a series has to know, as the JSON that \`b4 review\` reads from a check command: an
array of one result. "status" is fail (an open NAK or objection, a reported regression, a series that was refused or
withdrawn), warn (open comments, tags that predate the code or that no mail backs, a newer version, missing patches, or a mail
that was not imported) or pass; "summary" says it in words, "details" lists the open comments, and "url" is the page if
REROLL_URL is the address of the site. With -, the mail is on standard input. Exit code 1 for fail, and for a mail that was
not imported. With - and --this-patch, the array is empty for a mail that is not a patch.

  --this-patch  only what concerns the patch that the mail is${COMMON}

Examples:
  npm run -s reroll -- check 20220921104401.38898-1-kevin.tian@intel.com
  git config b4.review-series-check-cmd 'node /srv/reroll/scripts/run.mjs reroll check - --db /srv/reroll/db/reroll.sqlite'`,
  mbox: `reroll mbox MESSAGE-ID [--version V] [--no-trailers]

Prints the patches of a version as an mbox for git am, with the review tags from replies added.

  --version V    the version of the series (default: the newest)
  --no-trailers  leave the tags from replies out${COMMON}

Example:
  npm run -s reroll -- mbox 20220921104401.38898-1-kevin.tian@intel.com | git am`,
  link: `reroll link A B

Records that two versions belong to the same series. A and B are Message-IDs, or links that contain one, of any mail in
each version. A correction by hand overrides every rule and is kept by later imports and by rebuild.
${COMMON}

Example:
  npm run -s reroll -- link 20220711034615.482895-1-21cnbao@gmail.com 20220822082120.8347-1-yangyicong@huawei.com`,
  unlink: `reroll unlink A B

Records that two versions do not belong to the same series, or undoes \`reroll link\`. A and B are as for link.
${COMMON}

Example:
  npm run -s reroll -- unlink 20220711034615.482895-1-21cnbao@gmail.com 20220822082120.8347-1-yangyicong@huawei.com`,
  hide: `reroll hide MESSAGE-ID

Removes a mail and everything derived from it. Later imports and rebuild skip it. Series it belonged to are derived again
without it.
${COMMON}

Example:
  npm run -s reroll -- hide 20220921104401.38898-1-kevin.tian@intel.com`,
  unhide: `reroll unhide MESSAGE-ID

Lets a mail in again that was hidden with \`reroll hide\`, or that an archive withdrew, and says who did. The next import that brings
the mail keeps it.
${COMMON}

Example:
  npm run -s reroll -- unhide 20220921104401.38898-1-kevin.tian@intel.com`,
  rebuild: `reroll rebuild

Derives everything again from the stored mails, in batches. Pages are served meanwhile: each series as it was until it is
derived again. A rebuild, or an upgrade, that was interrupted continues where it stopped.
${COMMON}

Example:
  npm run -s reroll -- rebuild`,
  backup: `reroll backup FILE

Writes a consistent copy of the database to FILE, even while mail is imported or pages are served. An existing FILE is
replaced only when the new copy is complete.
${COMMON}

Example:
  npm run -s reroll -- backup /srv/backup/reroll.sqlite`,
  restore: `reroll restore FILE

Replaces the database with a backup. Stop the server and imports first. The previous database is kept as
DATABASE.replaced, or DATABASE.replaced-2 and so on: nothing that an earlier restore kept is replaced.
${COMMON}

Example:
  npm run -s reroll -- restore /srv/backup/reroll.sqlite`,
  follow: `reroll follow REPLICA [--every SECONDS] [--config FILE] [--once]

Keeps the database equal to a replica that Litestream writes on another machine, for a front end with REROLL_READ_ONLY=1.
The newest state is restored beside the database, checked, and put in its place; if that fails, the database stays as it
is. Runs until it is ended. Never replaces a database that is not a replica. Needs Litestream 0.3.13 (REROLL_LITESTREAM
names the program if it is not in the PATH).

  REPLICA        a URL (s3://..., sftp://..., file://...) or the folder of a replica; with --config, the path of the
                 database in that file
  --every S      seconds between two checks (default: 20)
  --config FILE  the configuration of Litestream
  --once         bring the database up to date and end${COMMON}

Example:
  npm run -s reroll -- follow /srv/replica --db /var/lib/reroll/reroll.sqlite`,
  status: `reroll status

Shows how old the newest mail is, the size of the database and whether it passes its integrity check, what came of the last
run of each source, when each git tree was read, and which mails were left out and why. Each line that needs it says what to do.
--json adds, in \`largest\`, the series with the most mails and patches and the mails with the most keys.
${COMMON}

Example:
  npm run -s reroll -- status`,
}

const USAGE = `reroll COMMAND ...

  ingest    import mail                       show      show one series
  list      list the series                   diff      compare two versions
  pulls     list the pull requests            since     show what changed since somebody's review
  mbox      print patches for git am          blame     show which version changed each line
  check     sum up a series for b4 review
  link      join two versions                 unlink    separate two versions
  hide      remove a mail for good            unhide    allow it again
  tree      add and update git trees          dig       find the review of a commit
  maintainer  name who decides for a list or path
  rebuild   derive everything again           status    show counts and health
  track     add a source for nightly          untrack   remove it
  sources   list the tracked sources          nightly   refresh them
  backup    copy the database                 restore   replace it with a backup
  follow    keep a read-only copy of another machine's database up to date

reroll COMMAND --help explains a command.`

/** The help of a command; the list of commands if there is no such command. */
export function helpText(command: string | undefined): string {
  return `${(command === undefined ? undefined : TEXTS[command]) ?? USAGE}\n`
}
