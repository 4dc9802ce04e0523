import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../lib/mail/message'
import { parseMailPage } from '../../lib/mail/pages/mailPage'
import { findSlowRuns, repeats } from '../hostile/growth'

/** What every page must be parsed to. */
const SHOWN = {
  messageId: 'patch+1@example.org',
  subject: '[PATCH] alpha: a < b & c',
  from: { name: 'Ada Author', email: 'ada@example.org' },
  sentAtMs: Date.UTC(2024, 2, 1, 10),
}
const TEXT = 'Counts a < b.\n\nReviewed-by: Rita Reader <rita@example.org>\n'
const HTML_TEXT = 'Counts a &lt; b.\n\nReviewed-by: Rita Reader &lt;rita at example.org&gt;\n'

/** Written after the templates of each program, in the variants of its releases and configurations. */
const PAGES: Readonly<Record<string, string>> = {
  'pipermail of Mailman 2.1': `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">
<HTML>
 <HEAD>
   <TITLE> [PATCH] alpha: a &lt; b &amp; c
   </TITLE>
   <LINK REL="Index" HREF="/pipermail/l/2024-March/index.html" >
   <LINK REL="made" HREF="mailto:l%40example.org?Subject=Re%3A%20%5BPATCH%5D&In-Reply-To=%3Cpatch%2B1%40example.org%3E">
   <META NAME="robots" CONTENT="index,nofollow">
   <style type="text/css">pre { white-space: pre-wrap; }</style>
   <META http-equiv="Content-Type" content="text/html; charset=us-ascii">
   <LINK REL="Previous"  HREF="000001.html">
 </HEAD>
 <BODY BGCOLOR="#ffffff">
   <H1>[PATCH] alpha: a &lt; b &amp; c</H1>
    <B>Ada Author</B>
    <A HREF="mailto:l%40example.org?Subject=Re%3A%20%5BPATCH%5D&In-Reply-To=%3Cpatch%2B1%40example.org%3E"
       TITLE="[PATCH] alpha: a &lt; b &amp; c">ada at example.org
       </A><BR>
    <I>Fri Mar  1 10:00:00 UTC 2024</I>
    <P><UL>
        <LI>Previous message: <A HREF="000001.html">[PATCH] other
</A></li>
         <LI> <B>Messages sorted by:</B> <a href="date.html#2">[ date ]</a></LI>
       </UL>
    <HR>
<!--beginarticle-->
<PRE>${HTML_TEXT}</PRE>
<!--endarticle-->
    <HR>
</BODY></HTML>`,
  'pipermail with escaped links and lower case': `<!DOCTYPE html><html><head><title>x</title></head><body>
<h1>[PATCH] alpha: a &lt; b &amp; c</h1> <b>Ada Author</b>
<a href="mailto:l%40example.org?Subject=Re%3A&amp;In-Reply-To=%3Cpatch%2B1%40example.org%3E" title="t">ada at example.org</a><br>
<i>Fri, 1 Mar 2024 10:00:00 +0000</i><hr>
<!--beginarticle-->
<pre>${HTML_TEXT.replace('rita at example.org', '<a href="http://lists.example.org/mailman/listinfo/l">rita at example.org</a>')}</pre>
<!--endarticle--></body></html>`,
  'hypermail 2.1': `<?xml version="1.0" encoding="us-ascii"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html><head><title>Linux-Kernel Archive: [PATCH] alpha: a &lt; b &amp; c</title></head><body>
<!-- received="Fri Mar  1 10:00:01 2024" -->
<!-- isoreceived="20240301100001" -->
<!-- sent="Fri, 1 Mar 2024 10:00:00 +0000" -->
<!-- isosent="20240301100000" -->
<!-- name="Ada Author" -->
<!-- email="ada@example.org" -->
<!-- subject="[PATCH] alpha: a &lt; b &amp; c" -->
<!-- id="patch+1@example.org" -->
<!-- charset="us-ascii" -->
<!-- inreplyto="" -->
<!-- expires="-1" -->
<p><strong>From:</strong> Ada Author (<a href="mailto:ada@example.org"><em>ada@example.org</em></a>)<br />
<!-- body="start" -->
<pre>
${HTML_TEXT}</pre>
<!-- body="end" -->
<hr /></body></html>`,
  'hypermail 2.3, its headers within the body': `<!DOCTYPE html><html lang="en"><head><title>l: [PATCH]</title></head><body>
<!-- received="Fri Mar  1 10:00:01 2024" -->
<!-- sent="Fri, 1 Mar 2024 10:00:00 +0000" -->
<!-- name="Ada Author" -->
<!-- email="ada&#64;example.org" -->
<!-- subject="[PATCH] alpha: a &lt; b &amp; c" -->
<!-- id="patch+1&#64;example.org" -->
<!-- charset="utf-8" -->
<!-- inreplyto="cover&#64;example.org" -->
<!-- body="start" -->
<div class="mail">
<address class="headers">
<span id="from"><dfn>From</dfn>: Ada Author &lt;<a href="mailto:x">ada&#64;example.org</a>&gt;</span><br />
<span id="date"><dfn>Date</dfn>: Fri, 1 Mar 2024 10:00:00 +0000</span><br />
</address>
<pre id="body">
${HTML_TEXT}</pre>
<span id="received"><dfn>Received on</dfn> Fri Mar 01 2024 - 10:00:01 UTC</span>
</div>
<!-- body="end" -->
</body></html>`,
  'MHonArc of lkml.iu.edu': `<!-- MHonArc v2.6.19+ -->
<!--X-Subject: [PATCH] alpha: a &#60; b &#38; c -->
<!--X-From-R13: Oqn Ohgube <nqnNrknzcyr.bet> -->
<!--X-Date: Fri, 1 Mar 2024 10:00:00 +0000 -->
<!--X-Message-Id: patch+1@example.org -->
<!--X-Content-Type: text/plain -->
<!--X-Reference: cover@example.org -->
<!--X-Head-End-->
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><title>Linux-Kernel Archive: [PATCH]</title></head><body>
<!--X-Body-Begin-->
<ul><li><em>From</em>: Ada Author</li></ul>
<!--X-Head-of-Message-End-->
<!--X-Head-Body-Sep-Begin-->
<hr>
<!--X-Head-Body-Sep-End-->
<!--X-Body-of-Message-->
<pre>
${HTML_TEXT}</pre>
<!--X-Body-of-Message-End-->
<!--X-MsgBody-End-->
</body></html>`,
}

describe('a page of a web archive', () => {
  for (const [kind, html] of Object.entries(PAGES)) {
    it(`is read: ${kind}`, async () => {
      for (const text of [html, html.replaceAll('\n', '\r\n')]) {
        const page = parseMailPage(text)
        expect(page?.messageId).toBe(SHOWN.messageId)
        const parsed = await parseMessage(page?.raw ?? Buffer.alloc(0))
        expect(parsed).toMatchObject({ kind: 'message', message: SHOWN })
        const body = parsed.kind === 'message' ? parsed.message.body : ''
        expect(body.replace('rita at example.org', 'rita@example.org').trim()).toBe(TEXT.trim())
      }
    })
  }

  it('gives the mail as shown if pipermail does not give its ID', async () => {
    const html = (PAGES['pipermail of Mailman 2.1'] ?? '').replaceAll('%3Cpatch%2B1%40example.org%3E', '')
    const page = parseMailPage(html)
    expect(page?.messageId).toBeNull()
    expect(page?.raw?.toString()).toContain('Subject: [PATCH] alpha: a < b & c')
    expect(page?.raw?.toString()).not.toMatch(/^Message-ID:/m)
  })

  it('gives no Message-ID if the archive hides host names', () => {
    const html = (PAGES['hypermail 2.1'] ?? '').replaceAll('@example.org', '@xxxxxxxxxxx')
    expect(parseMailPage(html)).toMatchObject({ messageId: null })
  })
})

const META = 'patch+1@example.org'
const HEADERS = `From: Ada Author &lt;ada@example.org&gt;
To: list@example.org
Subject: [PATCH] alpha: a &lt; b &amp; c
Date: Fri, 1 Mar 2024 10:00:00 +0000
Message-ID: &lt;patch+1@example.org&gt;
In-Reply-To: &lt;cover@example.org&gt;`
const MESSAGE = 'Counts a &lt; b.\n\nSigned-off-by: Ada Author &lt;ada@example.org&gt;\n---\n a.c | 2 +-\n'
const DIFF =
  '<span class="p_header">diff --git a/a.c b/a.c</span>\n<span class="p_header">--- a/a.c</span>\n<span class="p_header">+++ b/a.c</span>\n<span class="p_chunk">@@ -1,2 +1,2 @@</span>\n<span class="p_context"> one</span>\n<span class="p_del">-two &lt; 3</span>\n<span class="p_add">+zwei</span>\n'

const PATCHWORK: Readonly<Record<string, string>> = {
  'Patchwork 1': `<h2>[PATCH] alpha</h2><table class="patchmeta"><tr><th>Submitter</th><td>Ada</td></tr>
<tr><th>Message ID</th><td>&lt;${META}&gt;</td></tr>
<tr><th>Headers</th><td><a id="togglepatchheaders">show</a><div id="patchheaders" class="patchheaders" style="display:none;"><pre>${HEADERS}</pre></div></td></tr></table>
<div class="comment"><div class="meta">Ada - March 1, 2024</div><pre class="content">${MESSAGE}</pre></div>
<div class="patch"><h3>Patch</h3><pre class="content">${DIFF}</pre></div>
<div class="comment"><pre class="content">A comment of somebody.</pre></div>`,
  'Patchwork 2': `<table class="patchmeta"> <tr> <th>Message ID</th>
 <td>${META}</td> </tr> <tr> <th>Headers</th> <td><a id="togglepatchheaders" href="javascript:toggle_headers('togglepatchheaders', 'patchheaders')">show</a>
<div id="patchheaders" class="patchheaders" style="display:none;"><pre>${HEADERS}</pre></div> </td></tr></table>
<h2>Commit Message</h2><div class="comment"><div class="meta"><span>Ada Author</span></div>
<pre class="content">${MESSAGE}</pre></div>
<h2>Patch</h2><div id="patch" class="patch"><pre class="content">${DIFF}</pre></div>
<h2>Comments</h2><div class="comment"><pre class="content">A comment of somebody.</pre></div>`,
  'Patchwork 3': `<table id="patch-meta" class="patch-meta" data-patch-id=5>
  <tr>
    <th>Message ID</th>
    <td>
      ${META}
      (<a href="https://lore.example.org/all/${META}/">mailing list archive</a>)
    </td>
  </tr>
  <tr><th>Headers</th><td>
    <button id="toggle-patch-headers">show</button>
    <div id="patch-headers" class="patch-headers hidden"><pre>${HEADERS}</pre></div>
  </td></tr></table>
<h2>Commit Message</h2>
<div class="submission-message"><div class="meta"><span>Ada Author</span><span class="message-date">March 1, 2024, 10 a.m. UTC</span></div>
<pre class="content">
${MESSAGE}
</pre></div>
<h2>Patch</h2>
<div id="patch" class="patch">
<pre class="content">
${DIFF}
</pre></div>
<h2>Comments</h2><div class="submission-message"><pre class="content">A comment of somebody.</pre></div>`,
}

describe('a patch page of Patchwork', () => {
  for (const [kind, html] of Object.entries(PATCHWORK)) {
    it(`is read with its diff, without comments: ${kind}`, async () => {
      const page = parseMailPage(`<!DOCTYPE html><html><body>${html}</body></html>`)
      expect(page?.messageId).toBe('patch+1@example.org')
      const parsed = await parseMessage(page?.raw ?? Buffer.alloc(0))
      expect(parsed).toMatchObject({ kind: 'message', message: { ...SHOWN, references: ['cover@example.org'] } })
      const body = parsed.kind === 'message' ? parsed.message.body : ''
      expect(body).toMatch(/^Counts a < b\.$/m)
      expect(body).toMatch(/^-two < 3\n\+zwei$/m)
      expect(body).toMatch(/^diff --git a\/a\.c b\/a\.c$/m)
      expect(body).not.toContain('somebody')
    })
  }
})

describe('hostile pages', () => {
  it('are parsed in linear time without throwing', () => {
    const units = [
      '<',
      '<!--',
      '<a href="mailto:?',
      '<!-- id="',
      '<th>Message ID</th>',
      '<!--beginarticle-->',
      '<pre class="content">',
      '&#60;',
      '<p <p ',
      'In-Reply-To=',
      '<address ',
      '<b>',
    ]
    for (const head of [
      '',
      '<!-- body="start" -->',
      '<!--beginarticle--><!--endarticle-->',
      '<!--X-Body-of-Message-->',
      '<th>Message ID</th><td>',
    ])
      expect(findSlowRuns((run) => parseMailPage(head + run), repeats(units), 50_000)).toEqual([])
  })
})
