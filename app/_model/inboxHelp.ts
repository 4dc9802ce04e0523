/** Shown at `/<list>/_/text/help/`. */
export const INBOX_HELP = `Reroll answers these addresses as a public-inbox does, so b4, lei and mail readers can use it.
<list> is "all", the name of a mailing list (what precedes the @ of its address), or its List-Id.

  /<list>/                       the series of the list
  /<list>/?q=...                 search of the list; with &x=A a feed
  /<list>/new.atom               the newest mails, a feed
  /<list>/<Message-ID>/          the mail in its thread (a redirect)
  /<list>/<Message-ID>/raw       the mail, an mbox
  /<list>/<Message-ID>/t.mbox.gz the thread, a gzipped mbox
  /<list>/<Message-ID>/t.atom    the thread, a feed

  POST /<list>/?x=m&q=...        the mails that match, a gzipped mbox;
                                 with &t=1 the threads of all versions of their series
  POST /<list>/<Message-ID>/?x=m&q=...
                                 the mails of that thread that match

A search has words, "phrases" and beginnin*, all of which must be found, with AND, OR, NOT and ( ).
A prefix says where: s:vfio f:kevin finds what Kevin wrote about it. The search box and the
filters of the queue read the same.

  s:     subject                        f:     From
  t:     To                             c:     Cc
  a:     To, Cc or From                 tc:    To or Cc
  tcf:   To, Cc or From                 l:     mailing list
  b:     text of the mail               bs:    text or subject
  nq:    text, without quotes           q:     quotes
  dfn:   names of files in a diff       dfhh:  hunk headings
  dfa:   removed lines                  dfb:   added lines
  dfctx: context lines                  m:     words of the Message-ID
  d:     days of the Date header        dt:    times of the Date header
  rt:    times of receipt               mid:   the whole Message-ID
  lid:   the whole List-Id              patchid: git patch-id --stable
  changeid: change-id of a series       dfpre: dfpost: dfblob: blobs of a diff

  d:20220828..20220901  dt:20220828120000..  d:3.days.ago..  rt:1661990400.. (seconds since 1970)

If nothing matches, the status is 404. An answer has at most the newest 1,000 mails and 20 MB;
if there are more, it has the header or trailer X-Reroll-Cut.

Mail that was not imported here cannot be found here. A thread that names such mails has the
header X-Reroll-Missing with their number.
`
