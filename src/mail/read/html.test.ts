import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { cleanHtml, cleanHtmlOf, type HtmlOptions } from './html.ts';

const plain: HtmlOptions = { images: false, cidUrl: () => null };
const withImages: HtmlOptions = {
  images: true,
  cidUrl: (id) => `/files/${encodeURIComponent(id)}`,
};

describe('what is left', () => {
  test('words, layout, colours and sizes', () => {
    for (const html of [
      '<p>Hello <b>there</b></p>',
      '<table border="1"><tr><td colspan="2" align="center">a</td></tr></table>',
      '<p style="color:#f00;text-align:center;font-size:12pt">a</p>',
      '<blockquote style="border-left:1px solid #ccc;margin:0 0 0 8px">a</blockquote>',
      '<ol start="3"><li>a</li></ol>',
      '<p dir="rtl" lang="ar">a</p>',
    ]) {
      assert.equal(cleanHtml(html, plain), html);
    }
  });

  test('links, opened apart and without a word of where they were clicked', () => {
    const apart = 'rel="noreferrer noopener" target="_blank"';
    assert.equal(
      cleanHtml(
        '<a href="https://example.org/?a=1&amp;b" onclick="x()" target="_top">a</a>',
        plain,
      ),
      `<a href="https://example.org/?a=1&amp;b" ${apart}>a</a>`,
    );
    assert.equal(
      cleanHtml('<a href="mailto:a@example.org">a</a>', plain),
      `<a href="mailto:a@example.org" ${apart}>a</a>`,
    );
  });

  test('pictures of the mail itself, from where we serve them', () => {
    assert.equal(
      cleanHtml('<img src="cid:door@example.org" alt="door" width="10">', withImages),
      '<img src="/files/door%40example.org" alt="door" width="10" />',
    );
    assert.equal(
      cleanHtml('<img src="CID:a%40b">', withImages),
      '<img src="/files/a%40b" alt="" />',
    );
    assert.equal(cleanHtml('<img src="cid:x" alt="door">', plain), '<span>door</span>');
  });
});

describe('what is not', () => {
  const gone: [html: string, left: string][] = [
    ['<script>x()</script>a', 'a'],
    ['<style>p{background:url(http://e.example)}</style>a', 'a'],
    ['<p onclick="x()" onmouseover=x()>a</p>', '<p>a</p>'],
    ['<a href="javascript:x()">a</a>', '<a>a</a>'],
    ['<a href=" java\nscript:x()">a</a>', '<a>a</a>'],
    ['<a href="data:text/html,x">a</a>', '<a>a</a>'],
    ['<a href="//e.example/x">a</a>', '<a>a</a>'],
    ['<a href="/staff">a</a>', '<a>a</a>'],
    ['<form action="http://e.example"><input name=a><button>Go</button></form>', 'Go'],
    ['<iframe src="http://e.example">x</iframe>a', 'a'],
    ['<object data="x"></object><embed src="x">a', 'a'],
    ['<svg><script>x()</script></svg>a', 'a'],
    ['<svg><image href="http://e.example/x"/></svg>a', 'a'],
    ['<math><mtext><img src=x onerror=x()></mtext></math>a', 'a'],
    ['<meta http-equiv=refresh content="0;url=http://e.example">a', 'a'],
    ['<base href="http://e.example"><link rel=stylesheet href="http://e.example">a', 'a'],
    ['<p style="background:url(http://e.example/x)">a</p>', '<p>a</p>'],
    ['<p style="background-image:url(http://e.example/x)">a</p>', '<p>a</p>'],
    ['<p style="position:fixed;top:0;z-index:9">a</p>', '<p>a</p>'],
    ['<p style="display:none">a</p>', '<p>a</p>'],
    ['<p style="font-size:0">a</p>', '<p>a</p>'],
    ['<p style="width:expression(x())">a</p>', '<p>a</p>'],
    ['<p id="a" class="b" name="c">a</p>', '<p>a</p>'],
    [
      '<table background="http://e.example/x"><tr><td>a</td></tr></table>',
      '<table><tr><td>a</td></tr></table>',
    ],
    ['<img src="data:image/svg+xml,x" alt="a">', '<span>a</span>'],
    ['<img srcset="http://e.example/x 1x" alt="a">', '<span>a</span>'],
    ['<img src="http://e.example/x" alt="a">', '<span>a</span>'],
    ['<!--[if mso]><p>x</p><![endif]-->a', 'a'],
    ['<title>x</title>a', 'a'],
    ['<noscript><p title="</noscript><img src=x onerror=x()>">', '" />'],
  ];
  for (const [html, left] of gone) {
    test(html, () => {
      const clean = cleanHtml(html, plain);
      assert.doesNotMatch(clean, /onerror|script|e\.example/i);
      if (!html.startsWith('<noscript')) assert.equal(clean, left);
    });
  }

  test('even with pictures: those that nobody can see, and those that are no address', () => {
    for (const html of [
      '<img src="https://e.example/x" width="1" height="1">',
      '<img src="https://e.example/x" height=0>',
      '<img src="https://e.example/x" style="display:none">',
      '<img src="https://e.example/x" style="width:1px;height:1px">',
      '<img src="https://e.example/x" style="opacity:0">',
      '<img src="javascript:x()">',
      '<img src="data:image/png;base64,AAAA">',
      '<img src="//e.example/x">',
      '<img src="/staff/logout">',
    ]) {
      assert.doesNotMatch(cleanHtml(html, withImages), /<img/, html);
    }
    const seen = '<img src="https://e.example/x" alt="" width="100" />';
    assert.equal(cleanHtml(seen, withImages), seen);
  });
});

test('what nests too deep is shown as words', () => {
  const start = performance.now();
  const clean = cleanHtml(`${'<div>'.repeat(200_000)}a &lt;b&gt;<script>x()</script>`, plain);
  assert.equal(clean.replace(/\s/g, ''), '<pre>a&lt;b&gt;</pre>');
  assert.ok(performance.now() - start < 5_000);
});

describe('of a mail', () => {
  const sample = (name: string) =>
    readFileSync(join(import.meta.dirname, '../../../test/mails', `${name}.eml`));

  test('its HTML, clean', async () => {
    const html = await cleanHtmlOf(sample('alternative-inline-image'), withImages);
    assert.match(html ?? '', /<p>Please look .*<b>close<\/b>\.<\/p>/);
    assert.match(html ?? '', /<img src="\/files\/door%40example\.org" alt="the door" \/>/);
  });

  test('nothing where it has none', async () => {
    assert.equal(await cleanHtmlOf(sample('plain'), plain), null);
    assert.equal(await cleanHtmlOf(Buffer.alloc(0), plain), null);
  });
});
