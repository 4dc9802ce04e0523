/** Shown at `/<list>/_/text/help/`. */
export const INBOX_HELP = `Reroll answers these addresses as a public-inbox does, so b4, lei and mail readers can use it.
<list> is "all", the name of a mailing list (what precedes the @ of its address), or its List-Id.

  /<list>/                       the series of the list
  /<list>/?q=...                 search; with &x=A a feed
  /<list>/new.atom               the newest mails, a feed
  /<list>/<Message-ID>/          the mail in its thread (a redirect)
  /<list>/<Message-ID>/raw       the mail, an mbox
  /<list>/<Message-ID>/t.mbox.gz the thread, a gzipped mbox
  /<list>/<Message-ID>/t.atom    the thread, a feed

  POST /<list>/?x=m&q=...        the mails that match, a gzipped mbox;
                                 with &t=1 the threads of all versions of their series
  POST /<list>/<Message-ID>/?x=m&q=...
                                 the mails of that thread that match

Nothing that matches is status 404. An answer has at most 1,000 mails and 20 MB, the newest;
if there are more, it has the header X-Reroll-Cut.

Mail that was not imported here cannot be found here. A thread that names such mails has the
header X-Reroll-Missing with their number.
`
