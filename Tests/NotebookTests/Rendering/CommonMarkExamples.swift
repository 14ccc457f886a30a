import Testing

/// An example of the CommonMark specification.
struct CommonMarkExample: Sendable, CustomTestStringConvertible {
  let number: Int
  let text: String
  let html: String

  init(_ number: Int, _ text: String, _ html: String) {
    (self.number, self.text, self.html) = (number, text, html)
  }

  var testDescription: String { "example \(number)" }
}

/// Examples of the CommonMark specification 0.31.2 by John MacFarlane, under CC BY-SA 4.0, of the part
/// that `Markdown` reads; the numbers are those of the specification.
enum CommonMarkExamples {
  static let all: [CommonMarkExample] = [
    CommonMarkExample(1, "\tfoo\tbaz\t\tbim\n", "<pre><code>foo\tbaz\t\tbim\n</code></pre>\n"),
    CommonMarkExample(2, "  \tfoo\tbaz\t\tbim\n", "<pre><code>foo\tbaz\t\tbim\n</code></pre>\n"),
    CommonMarkExample(
      4,
      "  - foo\n\n\tbar\n",
      "<ul>\n<li>\n<p>foo</p>\n<p>bar</p>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      5,
      "- foo\n\n\t\tbar\n",
      "<ul>\n<li>\n<p>foo</p>\n<pre><code>  bar\n</code></pre>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      6,
      ">\t\tfoo\n",
      "<blockquote>\n<pre><code>  foo\n</code></pre>\n</blockquote>\n"
    ),
    CommonMarkExample(
      7,
      "-\t\tfoo\n",
      "<ul>\n<li>\n<pre><code>  foo\n</code></pre>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      9,
      " - foo\n   - bar\n\t - baz\n",
      "<ul>\n<li>foo\n<ul>\n<li>bar\n<ul>\n<li>baz</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(10, "#\tFoo\n", "<h1>Foo</h1>\n"),
    CommonMarkExample(11, "*\t*\t*\t\n", "<hr />\n"),
    CommonMarkExample(
      12,
      "\\!\\\"\\#\\$\\%\\&\\'\\(\\)\\*\\+\\,\\-\\.\\/\\:\\;\\<\\=\\>\\?\\@\\[\\\\\\]\\^\\_\\`\\{\\|\\}\\~\n",
      "<p>!&quot;#$%&amp;'()*+,-./:;&lt;=&gt;?@[\\]^_`{|}~</p>\n"
    ),
    CommonMarkExample(13, "\\\t\\A\\a\\ \\3\\φ\\«\n", "<p>\\\t\\A\\a\\ \\3\\φ\\«</p>\n"),
    CommonMarkExample(15, "\\\\*emphasis*\n", "<p>\\<em>emphasis</em></p>\n"),
    CommonMarkExample(16, "foo\\\nbar\n", "<p>foo<br />\nbar</p>\n"),
    CommonMarkExample(17, "`` \\[\\` ``\n", "<p><code>\\[\\`</code></p>\n"),
    CommonMarkExample(
      20,
      "<https://example.com?find=\\*>\n",
      "<p><a href=\"https://example.com?find=%5C*\">https://example.com?find=\\*</a></p>\n"
    ),
    CommonMarkExample(
      22,
      "[foo](/bar\\* \"ti\\*tle\")\n",
      "<p><a href=\"/bar*\" title=\"ti*tle\">foo</a></p>\n"
    ),
    CommonMarkExample(
      23,
      "[foo]\n\n[foo]: /bar\\* \"ti\\*tle\"\n",
      "<p><a href=\"/bar*\" title=\"ti*tle\">foo</a></p>\n"
    ),
    CommonMarkExample(
      24,
      "``` foo\\+bar\nfoo\n```\n",
      "<pre><code class=\"language-foo+bar\">foo\n</code></pre>\n"
    ),
    CommonMarkExample(26, "&#35; &#1234; &#992; &#0;\n", "<p># Ӓ Ϡ \u{FFFD}</p>\n"),
    CommonMarkExample(27, "&#X22; &#XD06; &#xcab;\n", "<p>&quot; ആ ಫ</p>\n"),
    CommonMarkExample(29, "&copy\n", "<p>&amp;copy</p>\n"),
    CommonMarkExample(30, "&MadeUpEntity;\n", "<p>&amp;MadeUpEntity;</p>\n"),
    CommonMarkExample(35, "`f&ouml;&ouml;`\n", "<p><code>f&amp;ouml;&amp;ouml;</code></p>\n"),
    CommonMarkExample(37, "&#42;foo&#42;\n*foo*\n", "<p>*foo*\n<em>foo</em></p>\n"),
    CommonMarkExample(40, "&#9;foo\n", "<p>\tfoo</p>\n"),
    CommonMarkExample(42, "- `one\n- two`\n", "<ul>\n<li>`one</li>\n<li>two`</li>\n</ul>\n"),
    CommonMarkExample(43, "***\n---\n___\n", "<hr />\n<hr />\n<hr />\n"),
    CommonMarkExample(44, "+++\n", "<p>+++</p>\n"),
    CommonMarkExample(46, "--\n**\n__\n", "<p>--\n**\n__</p>\n"),
    CommonMarkExample(47, " ***\n  ***\n   ***\n", "<hr />\n<hr />\n<hr />\n"),
    CommonMarkExample(48, "    ***\n", "<pre><code>***\n</code></pre>\n"),
    CommonMarkExample(49, "Foo\n    ***\n", "<p>Foo\n***</p>\n"),
    CommonMarkExample(52, " **  * ** * ** * **\n", "<hr />\n"),
    CommonMarkExample(
      55,
      "_ _ _ _ a\n\na------\n\n---a---\n",
      "<p>_ _ _ _ a</p>\n<p>a------</p>\n<p>---a---</p>\n"
    ),
    CommonMarkExample(56, " *-*\n", "<p><em>-</em></p>\n"),
    CommonMarkExample(
      57,
      "- foo\n***\n- bar\n",
      "<ul>\n<li>foo</li>\n</ul>\n<hr />\n<ul>\n<li>bar</li>\n</ul>\n"
    ),
    CommonMarkExample(58, "Foo\n***\nbar\n", "<p>Foo</p>\n<hr />\n<p>bar</p>\n"),
    CommonMarkExample(59, "Foo\n---\nbar\n", "<h2>Foo</h2>\n<p>bar</p>\n"),
    CommonMarkExample(
      60,
      "* Foo\n* * *\n* Bar\n",
      "<ul>\n<li>Foo</li>\n</ul>\n<hr />\n<ul>\n<li>Bar</li>\n</ul>\n"
    ),
    CommonMarkExample(61, "- Foo\n- * * *\n", "<ul>\n<li>Foo</li>\n<li>\n<hr />\n</li>\n</ul>\n"),
    CommonMarkExample(
      62,
      "# foo\n## foo\n### foo\n#### foo\n##### foo\n###### foo\n",
      "<h1>foo</h1>\n<h2>foo</h2>\n<h3>foo</h3>\n<h4>foo</h4>\n<h5>foo</h5>\n<h6>foo</h6>\n"
    ),
    CommonMarkExample(63, "####### foo\n", "<p>####### foo</p>\n"),
    CommonMarkExample(64, "#5 bolt\n\n#hashtag\n", "<p>#5 bolt</p>\n<p>#hashtag</p>\n"),
    CommonMarkExample(65, "\\## foo\n", "<p>## foo</p>\n"),
    CommonMarkExample(66, "# foo *bar* \\*baz\\*\n", "<h1>foo <em>bar</em> *baz*</h1>\n"),
    CommonMarkExample(67, "#                  foo                     \n", "<h1>foo</h1>\n"),
    CommonMarkExample(69, "    # foo\n", "<pre><code># foo\n</code></pre>\n"),
    CommonMarkExample(70, "foo\n    # bar\n", "<p>foo\n# bar</p>\n"),
    CommonMarkExample(71, "## foo ##\n  ###   bar    ###\n", "<h2>foo</h2>\n<h3>bar</h3>\n"),
    CommonMarkExample(73, "### foo ###     \n", "<h3>foo</h3>\n"),
    CommonMarkExample(74, "### foo ### b\n", "<h3>foo ### b</h3>\n"),
    CommonMarkExample(75, "# foo#\n", "<h1>foo#</h1>\n"),
    CommonMarkExample(
      76,
      "### foo \\###\n## foo #\\##\n# foo \\#\n",
      "<h3>foo ###</h3>\n<h2>foo ###</h2>\n<h1>foo #</h1>\n"
    ),
    CommonMarkExample(77, "****\n## foo\n****\n", "<hr />\n<h2>foo</h2>\n<hr />\n"),
    CommonMarkExample(
      78,
      "Foo bar\n# baz\nBar foo\n",
      "<p>Foo bar</p>\n<h1>baz</h1>\n<p>Bar foo</p>\n"
    ),
    CommonMarkExample(79, "## \n#\n### ###\n", "<h2></h2>\n<h1></h1>\n<h3></h3>\n"),
    CommonMarkExample(
      80,
      "Foo *bar*\n=========\n\nFoo *bar*\n---------\n",
      "<h1>Foo <em>bar</em></h1>\n<h2>Foo <em>bar</em></h2>\n"
    ),
    CommonMarkExample(81, "Foo *bar\nbaz*\n====\n", "<h1>Foo <em>bar\nbaz</em></h1>\n"),
    CommonMarkExample(
      85,
      "    Foo\n    ---\n\n    Foo\n---\n",
      "<pre><code>Foo\n---\n\nFoo\n</code></pre>\n<hr />\n"
    ),
    CommonMarkExample(87, "Foo\n    ---\n", "<p>Foo\n---</p>\n"),
    CommonMarkExample(88, "Foo\n= =\n\nFoo\n--- -\n", "<p>Foo\n= =</p>\n<p>Foo</p>\n<hr />\n"),
    CommonMarkExample(92, "> Foo\n---\n", "<blockquote>\n<p>Foo</p>\n</blockquote>\n<hr />\n"),
    CommonMarkExample(
      93,
      "> foo\nbar\n===\n",
      "<blockquote>\n<p>foo\nbar\n===</p>\n</blockquote>\n"
    ),
    CommonMarkExample(94, "- Foo\n---\n", "<ul>\n<li>Foo</li>\n</ul>\n<hr />\n"),
    CommonMarkExample(95, "Foo\nBar\n---\n", "<h2>Foo\nBar</h2>\n"),
    CommonMarkExample(
      96,
      "---\nFoo\n---\nBar\n---\nBaz\n",
      "<hr />\n<h2>Foo</h2>\n<h2>Bar</h2>\n<p>Baz</p>\n"
    ),
    CommonMarkExample(97, "\n====\n", "<p>====</p>\n"),
    CommonMarkExample(99, "- foo\n-----\n", "<ul>\n<li>foo</li>\n</ul>\n<hr />\n"),
    CommonMarkExample(
      107,
      "    a simple\n      indented code block\n",
      "<pre><code>a simple\n  indented code block\n</code></pre>\n"
    ),
    CommonMarkExample(
      108,
      "  - foo\n\n    bar\n",
      "<ul>\n<li>\n<p>foo</p>\n<p>bar</p>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      109,
      "1.  foo\n\n    - bar\n",
      "<ol>\n<li>\n<p>foo</p>\n<ul>\n<li>bar</li>\n</ul>\n</li>\n</ol>\n"
    ),
    CommonMarkExample(
      111,
      "    chunk1\n\n    chunk2\n  \n \n \n    chunk3\n",
      "<pre><code>chunk1\n\nchunk2\n\n\n\nchunk3\n</code></pre>\n"
    ),
    CommonMarkExample(
      112,
      "    chunk1\n      \n      chunk2\n",
      "<pre><code>chunk1\n  \n  chunk2\n</code></pre>\n"
    ),
    CommonMarkExample(113, "Foo\n    bar\n\n", "<p>Foo\nbar</p>\n"),
    CommonMarkExample(114, "    foo\nbar\n", "<pre><code>foo\n</code></pre>\n<p>bar</p>\n"),
    CommonMarkExample(117, "\n    \n    foo\n    \n\n", "<pre><code>foo\n</code></pre>\n"),
    CommonMarkExample(118, "    foo  \n", "<pre><code>foo  \n</code></pre>\n"),
    CommonMarkExample(119, "```\n<\n >\n```\n", "<pre><code>&lt;\n &gt;\n</code></pre>\n"),
    CommonMarkExample(120, "~~~\n<\n >\n~~~\n", "<pre><code>&lt;\n &gt;\n</code></pre>\n"),
    CommonMarkExample(121, "``\nfoo\n``\n", "<p><code>foo</code></p>\n"),
    CommonMarkExample(122, "```\naaa\n~~~\n```\n", "<pre><code>aaa\n~~~\n</code></pre>\n"),
    CommonMarkExample(124, "````\naaa\n```\n``````\n", "<pre><code>aaa\n```\n</code></pre>\n"),
    CommonMarkExample(126, "```\n", "<pre><code></code></pre>\n"),
    CommonMarkExample(127, "`````\n\n```\naaa\n", "<pre><code>\n```\naaa\n</code></pre>\n"),
    CommonMarkExample(
      128,
      "> ```\n> aaa\n\nbbb\n",
      "<blockquote>\n<pre><code>aaa\n</code></pre>\n</blockquote>\n<p>bbb</p>\n"
    ),
    CommonMarkExample(129, "```\n\n  \n```\n", "<pre><code>\n  \n</code></pre>\n"),
    CommonMarkExample(130, "```\n```\n", "<pre><code></code></pre>\n"),
    CommonMarkExample(131, " ```\n aaa\naaa\n```\n", "<pre><code>aaa\naaa\n</code></pre>\n"),
    CommonMarkExample(
      133,
      "   ```\n   aaa\n    aaa\n  aaa\n   ```\n",
      "<pre><code>aaa\n aaa\naaa\n</code></pre>\n"
    ),
    CommonMarkExample(135, "```\naaa\n  ```\n", "<pre><code>aaa\n</code></pre>\n"),
    CommonMarkExample(137, "```\naaa\n    ```\n", "<pre><code>aaa\n    ```\n</code></pre>\n"),
    CommonMarkExample(138, "``` ```\naaa\n", "<p><code> </code>\naaa</p>\n"),
    CommonMarkExample(
      140,
      "foo\n```\nbar\n```\nbaz\n",
      "<p>foo</p>\n<pre><code>bar\n</code></pre>\n<p>baz</p>\n"
    ),
    CommonMarkExample(
      142,
      "```ruby\ndef foo(x)\n  return 3\nend\n```\n",
      "<pre><code class=\"language-ruby\">def foo(x)\n  return 3\nend\n</code></pre>\n"
    ),
    CommonMarkExample(145, "``` aa ```\nfoo\n", "<p><code>aa</code>\nfoo</p>\n"),
    CommonMarkExample(147, "```\n``` aaa\n```\n", "<pre><code>``` aaa\n</code></pre>\n"),
    CommonMarkExample(
      192,
      "[foo]: /url \"title\"\n\n[foo]\n",
      "<p><a href=\"/url\" title=\"title\">foo</a></p>\n"
    ),
    CommonMarkExample(
      193,
      "   [foo]: \n      /url  \n           'the title'  \n\n[foo]\n",
      "<p><a href=\"/url\" title=\"the title\">foo</a></p>\n"
    ),
    CommonMarkExample(
      196,
      "[foo]: /url '\ntitle\nline1\nline2\n'\n\n[foo]\n",
      "<p><a href=\"/url\" title=\"\ntitle\nline1\nline2\n\">foo</a></p>\n"
    ),
    CommonMarkExample(198, "[foo]:\n/url\n\n[foo]\n", "<p><a href=\"/url\">foo</a></p>\n"),
    CommonMarkExample(199, "[foo]:\n\n[foo]\n", "<p>[foo]:</p>\n<p>[foo]</p>\n"),
    CommonMarkExample(200, "[foo]: <>\n\n[foo]\n", "<p><a href=\"\">foo</a></p>\n"),
    CommonMarkExample(203, "[foo]\n\n[foo]: url\n", "<p><a href=\"url\">foo</a></p>\n"),
    CommonMarkExample(
      204,
      "[foo]\n\n[foo]: first\n[foo]: second\n",
      "<p><a href=\"first\">foo</a></p>\n"
    ),
    CommonMarkExample(205, "[FOO]: /url\n\n[Foo]\n", "<p><a href=\"/url\">Foo</a></p>\n"),
    CommonMarkExample(207, "[foo]: /url\n", ""),
    CommonMarkExample(
      209,
      "[foo]: /url \"title\" ok\n",
      "<p>[foo]: /url &quot;title&quot; ok</p>\n"
    ),
    CommonMarkExample(210, "[foo]: /url\n\"title\" ok\n", "<p>&quot;title&quot; ok</p>\n"),
    CommonMarkExample(
      213,
      "Foo\n[bar]: /baz\n\n[bar]\n",
      "<p>Foo\n[bar]: /baz</p>\n<p>[bar]</p>\n"
    ),
    CommonMarkExample(
      214,
      "# [Foo]\n[foo]: /url\n> bar\n",
      "<h1><a href=\"/url\">Foo</a></h1>\n<blockquote>\n<p>bar</p>\n</blockquote>\n"
    ),
    CommonMarkExample(
      215,
      "[foo]: /url\nbar\n===\n[foo]\n",
      "<h1>bar</h1>\n<p><a href=\"/url\">foo</a></p>\n"
    ),
    CommonMarkExample(216, "[foo]: /url\n===\n[foo]\n", "<p>===\n<a href=\"/url\">foo</a></p>\n"),
    CommonMarkExample(219, "aaa\n\nbbb\n", "<p>aaa</p>\n<p>bbb</p>\n"),
    CommonMarkExample(221, "aaa\n\n\nbbb\n", "<p>aaa</p>\n<p>bbb</p>\n"),
    CommonMarkExample(222, "  aaa\n bbb\n", "<p>aaa\nbbb</p>\n"),
    CommonMarkExample(226, "aaa     \nbbb     \n", "<p>aaa<br />\nbbb</p>\n"),
    CommonMarkExample(
      228,
      "> # Foo\n> bar\n> baz\n",
      "<blockquote>\n<h1>Foo</h1>\n<p>bar\nbaz</p>\n</blockquote>\n"
    ),
    CommonMarkExample(
      229,
      "># Foo\n>bar\n> baz\n",
      "<blockquote>\n<h1>Foo</h1>\n<p>bar\nbaz</p>\n</blockquote>\n"
    ),
    CommonMarkExample(
      232,
      "> # Foo\n> bar\nbaz\n",
      "<blockquote>\n<h1>Foo</h1>\n<p>bar\nbaz</p>\n</blockquote>\n"
    ),
    CommonMarkExample(
      233,
      "> bar\nbaz\n> foo\n",
      "<blockquote>\n<p>bar\nbaz\nfoo</p>\n</blockquote>\n"
    ),
    CommonMarkExample(234, "> foo\n---\n", "<blockquote>\n<p>foo</p>\n</blockquote>\n<hr />\n"),
    CommonMarkExample(
      235,
      "> - foo\n- bar\n",
      "<blockquote>\n<ul>\n<li>foo</li>\n</ul>\n</blockquote>\n<ul>\n<li>bar</li>\n</ul>\n"
    ),
    CommonMarkExample(
      236,
      ">     foo\n    bar\n",
      "<blockquote>\n<pre><code>foo\n</code></pre>\n</blockquote>\n<pre><code>bar\n</code></pre>\n"
    ),
    CommonMarkExample(
      237,
      "> ```\nfoo\n```\n",
      "<blockquote>\n<pre><code></code></pre>\n</blockquote>\n<p>foo</p>\n<pre><code></code></pre>\n"
    ),
    CommonMarkExample(
      238,
      "> foo\n    - bar\n",
      "<blockquote>\n<p>foo\n- bar</p>\n</blockquote>\n"
    ),
    CommonMarkExample(239, ">\n", "<blockquote>\n</blockquote>\n"),
    CommonMarkExample(
      242,
      "> foo\n\n> bar\n",
      "<blockquote>\n<p>foo</p>\n</blockquote>\n<blockquote>\n<p>bar</p>\n</blockquote>\n"
    ),
    CommonMarkExample(
      244,
      "> foo\n>\n> bar\n",
      "<blockquote>\n<p>foo</p>\n<p>bar</p>\n</blockquote>\n"
    ),
    CommonMarkExample(247, "> bar\nbaz\n", "<blockquote>\n<p>bar\nbaz</p>\n</blockquote>\n"),
    CommonMarkExample(
      250,
      "> > > foo\nbar\n",
      "<blockquote>\n<blockquote>\n<blockquote>\n<p>foo\nbar</p>\n</blockquote>\n</blockquote>\n</blockquote>\n"
    ),
    CommonMarkExample(
      252,
      ">     code\n\n>    not code\n",
      "<blockquote>\n<pre><code>code\n</code></pre>\n</blockquote>\n<blockquote>\n<p>not code</p>\n</blockquote>\n"
    ),
    CommonMarkExample(
      254,
      "1.  A paragraph\n    with two lines.\n\n        indented code\n\n    > A block quote.\n",
      "<ol>\n<li>\n<p>A paragraph\nwith two lines.</p>\n<pre><code>indented code\n</code></pre>\n<blockquote>\n<p>A block quote.</p>\n</blockquote>\n</li>\n</ol>\n"
    ),
    CommonMarkExample(255, "- one\n\n two\n", "<ul>\n<li>one</li>\n</ul>\n<p>two</p>\n"),
    CommonMarkExample(
      256,
      "- one\n\n  two\n",
      "<ul>\n<li>\n<p>one</p>\n<p>two</p>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      259,
      "   > > 1.  one\n>>\n>>     two\n",
      "<blockquote>\n<blockquote>\n<ol>\n<li>\n<p>one</p>\n<p>two</p>\n</li>\n</ol>\n</blockquote>\n</blockquote>\n"
    ),
    CommonMarkExample(261, "-one\n\n2.two\n", "<p>-one</p>\n<p>2.two</p>\n"),
    CommonMarkExample(
      262,
      "- foo\n\n\n  bar\n",
      "<ul>\n<li>\n<p>foo</p>\n<p>bar</p>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      263,
      "1.  foo\n\n    ```\n    bar\n    ```\n\n    baz\n\n    > bam\n",
      "<ol>\n<li>\n<p>foo</p>\n<pre><code>bar\n</code></pre>\n<p>baz</p>\n<blockquote>\n<p>bam</p>\n</blockquote>\n</li>\n</ol>\n"
    ),
    CommonMarkExample(265, "123456789. ok\n", "<ol start=\"123456789\">\n<li>ok</li>\n</ol>\n"),
    CommonMarkExample(266, "1234567890. not ok\n", "<p>1234567890. not ok</p>\n"),
    CommonMarkExample(267, "0. ok\n", "<ol start=\"0\">\n<li>ok</li>\n</ol>\n"),
    CommonMarkExample(269, "-1. not ok\n", "<p>-1. not ok</p>\n"),
    CommonMarkExample(
      270,
      "- foo\n\n      bar\n",
      "<ul>\n<li>\n<p>foo</p>\n<pre><code>bar\n</code></pre>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      273,
      "1.     indented code\n\n   paragraph\n\n       more code\n",
      "<ol>\n<li>\n<pre><code>indented code\n</code></pre>\n<p>paragraph</p>\n<pre><code>more code\n</code></pre>\n</li>\n</ol>\n"
    ),
    CommonMarkExample(276, "-    foo\n\n  bar\n", "<ul>\n<li>foo</li>\n</ul>\n<p>bar</p>\n"),
    CommonMarkExample(
      278,
      "-\n  foo\n-\n  ```\n  bar\n  ```\n-\n      baz\n",
      "<ul>\n<li>foo</li>\n<li>\n<pre><code>bar\n</code></pre>\n</li>\n<li>\n<pre><code>baz\n</code></pre>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(280, "-\n\n  foo\n", "<ul>\n<li></li>\n</ul>\n<p>foo</p>\n"),
    CommonMarkExample(
      281,
      "- foo\n-\n- bar\n",
      "<ul>\n<li>foo</li>\n<li></li>\n<li>bar</li>\n</ul>\n"
    ),
    CommonMarkExample(285, "foo\n*\n\nfoo\n1.\n", "<p>foo\n*</p>\n<p>foo\n1.</p>\n"),
    CommonMarkExample(
      290,
      "  1.  A paragraph\nwith two lines.\n\n          indented code\n\n      > A block quote.\n",
      "<ol>\n<li>\n<p>A paragraph\nwith two lines.</p>\n<pre><code>indented code\n</code></pre>\n<blockquote>\n<p>A block quote.</p>\n</blockquote>\n</li>\n</ol>\n"
    ),
    CommonMarkExample(
      292,
      "> 1. > Blockquote\ncontinued here.\n",
      "<blockquote>\n<ol>\n<li>\n<blockquote>\n<p>Blockquote\ncontinued here.</p>\n</blockquote>\n</li>\n</ol>\n</blockquote>\n"
    ),
    CommonMarkExample(
      294,
      "- foo\n  - bar\n    - baz\n      - boo\n",
      "<ul>\n<li>foo\n<ul>\n<li>bar\n<ul>\n<li>baz\n<ul>\n<li>boo</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      295,
      "- foo\n - bar\n  - baz\n   - boo\n",
      "<ul>\n<li>foo</li>\n<li>bar</li>\n<li>baz</li>\n<li>boo</li>\n</ul>\n"
    ),
    CommonMarkExample(
      296,
      "10) foo\n    - bar\n",
      "<ol start=\"10\">\n<li>foo\n<ul>\n<li>bar</li>\n</ul>\n</li>\n</ol>\n"
    ),
    CommonMarkExample(298, "- - foo\n", "<ul>\n<li>\n<ul>\n<li>foo</li>\n</ul>\n</li>\n</ul>\n"),
    CommonMarkExample(
      299,
      "1. - 2. foo\n",
      "<ol>\n<li>\n<ul>\n<li>\n<ol start=\"2\">\n<li>foo</li>\n</ol>\n</li>\n</ul>\n</li>\n</ol>\n"
    ),
    CommonMarkExample(
      300,
      "- # Foo\n- Bar\n  ---\n  baz\n",
      "<ul>\n<li>\n<h1>Foo</h1>\n</li>\n<li>\n<h2>Bar</h2>\nbaz</li>\n</ul>\n"
    ),
    CommonMarkExample(
      301,
      "- foo\n- bar\n+ baz\n",
      "<ul>\n<li>foo</li>\n<li>bar</li>\n</ul>\n<ul>\n<li>baz</li>\n</ul>\n"
    ),
    CommonMarkExample(
      303,
      "Foo\n- bar\n- baz\n",
      "<p>Foo</p>\n<ul>\n<li>bar</li>\n<li>baz</li>\n</ul>\n"
    ),
    CommonMarkExample(
      304,
      "The number of windows in my house is\n14.  The number of doors is 6.\n",
      "<p>The number of windows in my house is\n14.  The number of doors is 6.</p>\n"
    ),
    CommonMarkExample(
      306,
      "- foo\n\n- bar\n\n\n- baz\n",
      "<ul>\n<li>\n<p>foo</p>\n</li>\n<li>\n<p>bar</p>\n</li>\n<li>\n<p>baz</p>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      307,
      "- foo\n  - bar\n    - baz\n\n\n      bim\n",
      "<ul>\n<li>foo\n<ul>\n<li>bar\n<ul>\n<li>\n<p>baz</p>\n<p>bim</p>\n</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      310,
      "- a\n - b\n  - c\n   - d\n  - e\n - f\n- g\n",
      "<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n<li>d</li>\n<li>e</li>\n<li>f</li>\n<li>g</li>\n</ul>\n"
    ),
    CommonMarkExample(
      312,
      "- a\n - b\n  - c\n   - d\n    - e\n",
      "<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n<li>d\n- e</li>\n</ul>\n"
    ),
    CommonMarkExample(
      314,
      "- a\n- b\n\n- c\n",
      "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      315,
      "* a\n*\n\n* c\n",
      "<ul>\n<li>\n<p>a</p>\n</li>\n<li></li>\n<li>\n<p>c</p>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      316,
      "- a\n- b\n\n  c\n- d\n",
      "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n<li>\n<p>d</p>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      318,
      "- a\n- ```\n  b\n\n\n  ```\n- c\n",
      "<ul>\n<li>a</li>\n<li>\n<pre><code>b\n\n\n</code></pre>\n</li>\n<li>c</li>\n</ul>\n"
    ),
    CommonMarkExample(
      319,
      "- a\n  - b\n\n    c\n- d\n",
      "<ul>\n<li>a\n<ul>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ul>\n"
    ),
    CommonMarkExample(
      320,
      "* a\n  > b\n  >\n* c\n",
      "<ul>\n<li>a\n<blockquote>\n<p>b</p>\n</blockquote>\n</li>\n<li>c</li>\n</ul>\n"
    ),
    CommonMarkExample(
      321,
      "- a\n  > b\n  ```\n  c\n  ```\n- d\n",
      "<ul>\n<li>a\n<blockquote>\n<p>b</p>\n</blockquote>\n<pre><code>c\n</code></pre>\n</li>\n<li>d</li>\n</ul>\n"
    ),
    CommonMarkExample(323, "- a\n  - b\n", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
    CommonMarkExample(
      325,
      "* foo\n  * bar\n\n  baz\n",
      "<ul>\n<li>\n<p>foo</p>\n<ul>\n<li>bar</li>\n</ul>\n<p>baz</p>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(
      326,
      "- a\n  - b\n  - c\n\n- d\n  - e\n  - f\n",
      "<ul>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</li>\n<li>\n<p>d</p>\n<ul>\n<li>e</li>\n<li>f</li>\n</ul>\n</li>\n</ul>\n"
    ),
    CommonMarkExample(328, "`foo`\n", "<p><code>foo</code></p>\n"),
    CommonMarkExample(329, "`` foo ` bar ``\n", "<p><code>foo ` bar</code></p>\n"),
    CommonMarkExample(330, "` `` `\n", "<p><code>``</code></p>\n"),
    CommonMarkExample(331, "`  ``  `\n", "<p><code> `` </code></p>\n"),
    CommonMarkExample(332, "` a`\n", "<p><code> a</code></p>\n"),
    CommonMarkExample(334, "` `\n`  `\n", "<p><code> </code>\n<code>  </code></p>\n"),
    CommonMarkExample(335, "``\nfoo\nbar  \nbaz\n``\n", "<p><code>foo bar   baz</code></p>\n"),
    CommonMarkExample(338, "`foo\\`bar`\n", "<p><code>foo\\</code>bar`</p>\n"),
    CommonMarkExample(341, "*foo`*`\n", "<p>*foo<code>*</code></p>\n"),
    CommonMarkExample(342, "[not a `link](/foo`)\n", "<p>[not a <code>link](/foo</code>)</p>\n"),
    CommonMarkExample(347, "```foo``\n", "<p>```foo``</p>\n"),
    CommonMarkExample(348, "`foo\n", "<p>`foo</p>\n"),
    CommonMarkExample(349, "`foo``bar``\n", "<p>`foo<code>bar</code></p>\n"),
    CommonMarkExample(350, "*foo bar*\n", "<p><em>foo bar</em></p>\n"),
    CommonMarkExample(351, "a * foo bar*\n", "<p>a * foo bar*</p>\n"),
    CommonMarkExample(352, "a*\"foo\"*\n", "<p>a*&quot;foo&quot;*</p>\n"),
    CommonMarkExample(353, "*\u{A0}a\u{A0}*\n", "<p>*\u{A0}a\u{A0}*</p>\n"),
    CommonMarkExample(
      354,
      "*$*alpha.\n\n*£*bravo.\n\n*€*charlie.\n",
      "<p>*$*alpha.</p>\n<p>*£*bravo.</p>\n<p>*€*charlie.</p>\n"
    ),
    CommonMarkExample(355, "foo*bar*\n", "<p>foo<em>bar</em></p>\n"),
    CommonMarkExample(357, "_foo bar_\n", "<p><em>foo bar</em></p>\n"),
    CommonMarkExample(360, "foo_bar_\n", "<p>foo_bar_</p>\n"),
    CommonMarkExample(362, "пристаням_стремятся_\n", "<p>пристаням_стремятся_</p>\n"),
    CommonMarkExample(363, "aa_\"bb\"_cc\n", "<p>aa_&quot;bb&quot;_cc</p>\n"),
    CommonMarkExample(364, "foo-_(bar)_\n", "<p>foo-<em>(bar)</em></p>\n"),
    CommonMarkExample(365, "_foo*\n", "<p>_foo*</p>\n"),
    CommonMarkExample(369, "*(*foo*)*\n", "<p><em>(<em>foo</em>)</em></p>\n"),
    CommonMarkExample(376, "_foo_bar_baz_\n", "<p><em>foo_bar_baz</em></p>\n"),
    CommonMarkExample(378, "**foo bar**\n", "<p><strong>foo bar</strong></p>\n"),
    CommonMarkExample(381, "foo**bar**\n", "<p>foo<strong>bar</strong></p>\n"),
    CommonMarkExample(
      389,
      "__foo, __bar__, baz__\n",
      "<p><strong>foo, <strong>bar</strong>, baz</strong></p>\n"
    ),
    CommonMarkExample(
      394,
      "**Gomphocarpus (*Gomphocarpus physocarpus*, syn.\n*Asclepias physocarpa*)**\n",
      "<p><strong>Gomphocarpus (<em>Gomphocarpus physocarpus</em>, syn.\n<em>Asclepias physocarpa</em>)</strong></p>\n"
    ),
    CommonMarkExample(404, "*foo [bar](/url)*\n", "<p><em>foo <a href=\"/url\">bar</a></em></p>\n"),
    CommonMarkExample(406, "_foo __bar__ baz_\n", "<p><em>foo <strong>bar</strong> baz</em></p>\n"),
    CommonMarkExample(408, "__foo_ bar_\n", "<p><em><em>foo</em> bar</em></p>\n"),
    CommonMarkExample(410, "*foo **bar** baz*\n", "<p><em>foo <strong>bar</strong> baz</em></p>\n"),
    CommonMarkExample(411, "*foo**bar**baz*\n", "<p><em>foo<strong>bar</strong>baz</em></p>\n"),
    CommonMarkExample(412, "*foo**bar*\n", "<p><em>foo**bar</em></p>\n"),
    CommonMarkExample(413, "***foo** bar*\n", "<p><em><strong>foo</strong> bar</em></p>\n"),
    CommonMarkExample(414, "*foo **bar***\n", "<p><em>foo <strong>bar</strong></em></p>\n"),
    CommonMarkExample(415, "*foo**bar***\n", "<p><em>foo<strong>bar</strong></em></p>\n"),
    CommonMarkExample(416, "foo***bar***baz\n", "<p>foo<em><strong>bar</strong></em>baz</p>\n"),
    CommonMarkExample(
      417,
      "foo******bar*********baz\n",
      "<p>foo<strong><strong><strong>bar</strong></strong></strong>***baz</p>\n"
    ),
    CommonMarkExample(
      418,
      "*foo **bar *baz* bim** bop*\n",
      "<p><em>foo <strong>bar <em>baz</em> bim</strong> bop</em></p>\n"
    ),
    CommonMarkExample(420, "** is not an empty emphasis\n", "<p>** is not an empty emphasis</p>\n"),
    CommonMarkExample(436, "foo ***\n", "<p>foo ***</p>\n"),
    CommonMarkExample(437, "foo *\\**\n", "<p>foo <em>*</em></p>\n"),
    CommonMarkExample(442, "**foo*\n", "<p>*<em>foo</em></p>\n"),
    CommonMarkExample(443, "*foo**\n", "<p><em>foo</em>*</p>\n"),
    CommonMarkExample(445, "****foo*\n", "<p>***<em>foo</em></p>\n"),
    CommonMarkExample(447, "*foo****\n", "<p><em>foo</em>***</p>\n"),
    CommonMarkExample(460, "**foo**\n", "<p><strong>foo</strong></p>\n"),
    CommonMarkExample(464, "****foo****\n", "<p><strong><strong>foo</strong></strong></p>\n"),
    CommonMarkExample(
      466,
      "******foo******\n",
      "<p><strong><strong><strong>foo</strong></strong></strong></p>\n"
    ),
    CommonMarkExample(467, "***foo***\n", "<p><em><strong>foo</strong></em></p>\n"),
    CommonMarkExample(
      468,
      "_____foo_____\n",
      "<p><em><strong><strong>foo</strong></strong></em></p>\n"
    ),
    CommonMarkExample(469, "*foo _bar* baz_\n", "<p><em>foo _bar</em> baz_</p>\n"),
    CommonMarkExample(
      470,
      "*foo __bar *baz bim__ bam*\n",
      "<p><em>foo <strong>bar *baz bim</strong> bam</em></p>\n"
    ),
    CommonMarkExample(471, "**foo **bar baz**\n", "<p>**foo <strong>bar baz</strong></p>\n"),
    CommonMarkExample(472, "*foo *bar baz*\n", "<p>*foo <em>bar baz</em></p>\n"),
    CommonMarkExample(473, "*[bar*](/url)\n", "<p>*<a href=\"/url\">bar*</a></p>\n"),
    CommonMarkExample(478, "*a `*`*\n", "<p><em>a <code>*</code></em></p>\n"),
    CommonMarkExample(
      480,
      "**a<https://foo.bar/?q=**>\n",
      "<p>**a<a href=\"https://foo.bar/?q=**\">https://foo.bar/?q=**</a></p>\n"
    ),
    CommonMarkExample(
      482,
      "[link](/uri \"title\")\n",
      "<p><a href=\"/uri\" title=\"title\">link</a></p>\n"
    ),
    CommonMarkExample(483, "[link](/uri)\n", "<p><a href=\"/uri\">link</a></p>\n"),
    CommonMarkExample(484, "[](./target.md)\n", "<p><a href=\"./target.md\"></a></p>\n"),
    CommonMarkExample(485, "[link]()\n", "<p><a href=\"\">link</a></p>\n"),
    CommonMarkExample(486, "[link](<>)\n", "<p><a href=\"\">link</a></p>\n"),
    CommonMarkExample(488, "[link](/my uri)\n", "<p>[link](/my uri)</p>\n"),
    CommonMarkExample(489, "[link](</my uri>)\n", "<p><a href=\"/my%20uri\">link</a></p>\n"),
    CommonMarkExample(490, "[link](foo\nbar)\n", "<p>[link](foo\nbar)</p>\n"),
    CommonMarkExample(492, "[a](<b)c>)\n", "<p><a href=\"b)c\">a</a></p>\n"),
    CommonMarkExample(493, "[link](<foo\\>)\n", "<p>[link](&lt;foo&gt;)</p>\n"),
    CommonMarkExample(495, "[link](\\(foo\\))\n", "<p><a href=\"(foo)\">link</a></p>\n"),
    CommonMarkExample(
      496,
      "[link](foo(and(bar)))\n",
      "<p><a href=\"foo(and(bar))\">link</a></p>\n"
    ),
    CommonMarkExample(497, "[link](foo(and(bar))\n", "<p>[link](foo(and(bar))</p>\n"),
    CommonMarkExample(
      501,
      "[link](#fragment)\n\n[link](https://example.com#fragment)\n\n[link](https://example.com?foo=3#frag)\n",
      "<p><a href=\"#fragment\">link</a></p>\n<p><a href=\"https://example.com#fragment\">link</a></p>\n<p><a href=\"https://example.com?foo=3#frag\">link</a></p>\n"
    ),
    CommonMarkExample(502, "[link](foo\\bar)\n", "<p><a href=\"foo%5Cbar\">link</a></p>\n"),
    CommonMarkExample(
      503,
      "[link](foo%20b&auml;)\n",
      "<p><a href=\"foo%20b%C3%A4\">link</a></p>\n"
    ),
    CommonMarkExample(504, "[link](\"title\")\n", "<p><a href=\"%22title%22\">link</a></p>\n"),
    CommonMarkExample(
      505,
      "[link](/url \"title\")\n[link](/url 'title')\n[link](/url (title))\n",
      "<p><a href=\"/url\" title=\"title\">link</a>\n<a href=\"/url\" title=\"title\">link</a>\n<a href=\"/url\" title=\"title\">link</a></p>\n"
    ),
    CommonMarkExample(
      506,
      "[link](/url \"title \\\"&quot;\")\n",
      "<p><a href=\"/url\" title=\"title &quot;&quot;\">link</a></p>\n"
    ),
    CommonMarkExample(
      508,
      "[link](/url \"title \"and\" title\")\n",
      "<p>[link](/url &quot;title &quot;and&quot; title&quot;)</p>\n"
    ),
    CommonMarkExample(
      510,
      "[link](   /uri\n  \"title\"  )\n",
      "<p><a href=\"/uri\" title=\"title\">link</a></p>\n"
    ),
    CommonMarkExample(511, "[link] (/uri)\n", "<p>[link] (/uri)</p>\n"),
    CommonMarkExample(
      512,
      "[link [foo [bar]]](/uri)\n",
      "<p><a href=\"/uri\">link [foo [bar]]</a></p>\n"
    ),
    CommonMarkExample(513, "[link] bar](/uri)\n", "<p>[link] bar](/uri)</p>\n"),
    CommonMarkExample(514, "[link [bar](/uri)\n", "<p>[link <a href=\"/uri\">bar</a></p>\n"),
    CommonMarkExample(
      516,
      "[link *foo **bar** `#`*](/uri)\n",
      "<p><a href=\"/uri\">link <em>foo <strong>bar</strong> <code>#</code></em></a></p>\n"
    ),
    CommonMarkExample(
      518,
      "[foo [bar](/uri)](/uri)\n",
      "<p>[foo <a href=\"/uri\">bar</a>](/uri)</p>\n"
    ),
    CommonMarkExample(
      519,
      "[foo *[bar [baz](/uri)](/uri)*](/uri)\n",
      "<p>[foo <em>[bar <a href=\"/uri\">baz</a>](/uri)</em>](/uri)</p>\n"
    ),
    CommonMarkExample(521, "*[foo*](/uri)\n", "<p>*<a href=\"/uri\">foo*</a></p>\n"),
    CommonMarkExample(523, "*foo [bar* baz]\n", "<p><em>foo [bar</em> baz]</p>\n"),
    CommonMarkExample(525, "[foo`](/uri)`\n", "<p>[foo<code>](/uri)</code></p>\n"),
    CommonMarkExample(
      526,
      "[foo<https://example.com/?search=](uri)>\n",
      "<p>[foo<a href=\"https://example.com/?search=%5D(uri)\">https://example.com/?search=](uri)</a></p>\n"
    ),
    CommonMarkExample(
      527,
      "[foo][bar]\n\n[bar]: /url \"title\"\n",
      "<p><a href=\"/url\" title=\"title\">foo</a></p>\n"
    ),
    CommonMarkExample(
      530,
      "[link *foo **bar** `#`*][ref]\n\n[ref]: /uri\n",
      "<p><a href=\"/uri\">link <em>foo <strong>bar</strong> <code>#</code></em></a></p>\n"
    ),
    CommonMarkExample(
      532,
      "[foo [bar](/uri)][ref]\n\n[ref]: /uri\n",
      "<p>[foo <a href=\"/uri\">bar</a>]<a href=\"/uri\">ref</a></p>\n"
    ),
    CommonMarkExample(
      539,
      "[foo][BaR]\n\n[bar]: /url \"title\"\n",
      "<p><a href=\"/url\" title=\"title\">foo</a></p>\n"
    ),
    CommonMarkExample(540, "[ẞ]\n\n[SS]: /url\n", "<p><a href=\"/url\">ẞ</a></p>\n"),
    CommonMarkExample(
      542,
      "[foo] [bar]\n\n[bar]: /url \"title\"\n",
      "<p>[foo] <a href=\"/url\" title=\"title\">bar</a></p>\n"
    ),
    CommonMarkExample(
      544,
      "[foo]: /url1\n\n[foo]: /url2\n\n[bar][foo]\n",
      "<p><a href=\"/url1\">bar</a></p>\n"
    ),
    CommonMarkExample(
      546,
      "[foo][ref[]\n\n[ref[]: /uri\n",
      "<p>[foo][ref[]</p>\n<p>[ref[]: /uri</p>\n"
    ),
    CommonMarkExample(
      549,
      "[foo][ref\\[]\n\n[ref\\[]: /uri\n",
      "<p><a href=\"/uri\">foo</a></p>\n"
    ),
    CommonMarkExample(
      553,
      "[foo][]\n\n[foo]: /url \"title\"\n",
      "<p><a href=\"/url\" title=\"title\">foo</a></p>\n"
    ),
    CommonMarkExample(
      557,
      "[foo]\n\n[foo]: /url \"title\"\n",
      "<p><a href=\"/url\" title=\"title\">foo</a></p>\n"
    ),
    CommonMarkExample(
      561,
      "[[bar [foo]\n\n[foo]: /url\n",
      "<p>[[bar <a href=\"/url\">foo</a></p>\n"
    ),
    CommonMarkExample(563, "[foo] bar\n\n[foo]: /url\n", "<p><a href=\"/url\">foo</a> bar</p>\n"),
    CommonMarkExample(564, "\\[foo]\n\n[foo]: /url \"title\"\n", "<p>[foo]</p>\n"),
    CommonMarkExample(
      566,
      "[foo][bar]\n\n[foo]: /url1\n[bar]: /url2\n",
      "<p><a href=\"/url2\">foo</a></p>\n"
    ),
    CommonMarkExample(568, "[foo]()\n\n[foo]: /url1\n", "<p><a href=\"\">foo</a></p>\n"),
    CommonMarkExample(
      569,
      "[foo](not a link)\n\n[foo]: /url1\n",
      "<p><a href=\"/url1\">foo</a>(not a link)</p>\n"
    ),
    CommonMarkExample(
      594,
      "<http://foo.bar.baz>\n",
      "<p><a href=\"http://foo.bar.baz\">http://foo.bar.baz</a></p>\n"
    ),
    CommonMarkExample(
      597,
      "<MAILTO:FOO@BAR.BAZ>\n",
      "<p><a href=\"MAILTO:FOO@BAR.BAZ\">MAILTO:FOO@BAR.BAZ</a></p>\n"
    ),
    CommonMarkExample(
      602,
      "<https://foo.bar/baz bim>\n",
      "<p>&lt;https://foo.bar/baz bim&gt;</p>\n"
    ),
    CommonMarkExample(
      604,
      "<foo@bar.example.com>\n",
      "<p><a href=\"mailto:foo@bar.example.com\">foo@bar.example.com</a></p>\n"
    ),
    CommonMarkExample(606, "<foo\\+@bar.example.com>\n", "<p>&lt;foo+@bar.example.com&gt;</p>\n"),
    CommonMarkExample(607, "<>\n", "<p>&lt;&gt;</p>\n"),
    CommonMarkExample(609, "<m:abc>\n", "<p>&lt;m:abc&gt;</p>\n"),
    CommonMarkExample(611, "https://example.com\n", "<p>https://example.com</p>\n"),
    CommonMarkExample(633, "foo  \nbaz\n", "<p>foo<br />\nbaz</p>\n"),
    CommonMarkExample(634, "foo\\\nbaz\n", "<p>foo<br />\nbaz</p>\n"),
    CommonMarkExample(636, "foo  \n     bar\n", "<p>foo<br />\nbar</p>\n"),
    CommonMarkExample(638, "*foo  \nbar*\n", "<p><em>foo<br />\nbar</em></p>\n"),
    CommonMarkExample(640, "`code  \nspan`\n", "<p><code>code   span</code></p>\n"),
    CommonMarkExample(644, "foo\\\n", "<p>foo\\</p>\n"),
    CommonMarkExample(645, "foo  \n", "<p>foo</p>\n"),
    CommonMarkExample(646, "### foo\\\n", "<h3>foo\\</h3>\n"),
    CommonMarkExample(648, "foo\nbaz\n", "<p>foo\nbaz</p>\n"),
    CommonMarkExample(649, "foo \n baz\n", "<p>foo\nbaz</p>\n"),
    CommonMarkExample(650, "hello $.;'there\n", "<p>hello $.;'there</p>\n"),
    CommonMarkExample(652, "Multiple     spaces\n", "<p>Multiple     spaces</p>\n"),
  ]
}
