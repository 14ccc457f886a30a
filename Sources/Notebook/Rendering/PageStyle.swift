/// The style of a page: light or dark as the reader has it, on a phone, a wide window or paper.
enum PageStyle {
  static let text = """
    :root {
      --ground: #ffffff; --raised: #f5f6f8; --line: #d9dde3; --ink: #1b1f24; --faint: #5b6570;
      --link: #0b57b0; --warn: #7a4b00; --warn-ground: #fff4dc; --error: #a1260d;
      --error-ground: #fdeeea; --verb: #8a2a8a; --keyword: #0b57b0; --function: #00686b;
      --number: #8a4b00; --text: #2b6a2b; --comment: #5b6570;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #15181c; --raised: #1e2329; --line: #363d46; --ink: #e3e6ea; --faint: #9aa4af;
        --link: #7ab7ff; --warn: #ffd591; --warn-ground: #33270f; --error: #ff9c85;
        --error-ground: #381b15; --verb: #e39be3; --keyword: #7ab7ff; --function: #6fd3d6;
        --number: #f0b878; --text: #98d398; --comment: #9aa4af;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
    body {
      margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; background: var(--ground);
      color: var(--ink); font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto,
      "Noto Sans", "Liberation Sans", sans-serif; overflow-wrap: break-word;
    }
    a { color: var(--link); text-underline-offset: .15em; }
    code, pre, .name, nav .place {
      font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono",
      "Liberation Mono", monospace;
    }
    code { font-size: .875em; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 .6em; text-wrap: balance; }
    header h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.3rem); margin: 0 0 .75rem; }
    .prose h1 { font-size: 1.6rem; }
    .prose h2 { font-size: 1.35rem; }
    .prose h3 { font-size: 1.15rem; }
    .prose h4, .prose h5, .prose h6 { font-size: 1rem; }
    header { border-bottom: 1px solid var(--line); padding-bottom: 1.25rem; margin-bottom: 1.5rem; }
    header p { margin: .4rem 0; }
    .badge {
      display: inline-block; border: 1px solid var(--line); border-radius: .4rem;
      padding: .15rem .6rem; background: var(--raised); font-weight: 600; font-size: .95rem;
    }
    .check { color: var(--faint); font-size: .95rem; }
    .notice {
      background: var(--warn-ground); color: var(--warn); border-left: .25rem solid currentColor;
      padding: .5rem .8rem; max-width: 75ch;
    }
    dl { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; margin: .6rem 0; font-size: .9rem; }
    dl div { display: flex; gap: .4rem; min-width: 0; }
    dt { color: var(--faint); }
    dd { margin: 0; min-width: 0; white-space: pre-line; }
    details { margin: .4rem 0; }
    summary { cursor: pointer; color: var(--faint); font-size: .875rem; }
    .data p { color: var(--faint); font-size: .875rem; }
    nav { margin-bottom: 1.5rem; max-height: 40vh; overflow-y: auto; font-size: .9rem; }
    nav ul {
      list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1rem;
    }
    nav li { min-width: 0; max-width: 100%; }
    nav a { text-decoration: none; display: inline-block; padding: .15rem 0; max-width: 100%; }
    nav a:hover { text-decoration: underline; }
    nav .place { font-size: .8125rem; }
    .prose { max-width: 75ch; margin: 1.5rem 0; }
    .prose > :first-child { margin-top: 0; }
    .prose p, .prose ul, .prose ol { margin: .8em 0; }
    .prose li > p { margin: .4em 0; }
    .prose pre, blockquote { margin: 1em 0; }
    blockquote { border-left: .25rem solid var(--line); padding-left: 1rem; color: var(--faint); }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
    .image { color: var(--faint); font-style: italic; }
    .image::before { content: "[picture: "; }
    .image::after { content: "]"; }
    table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
    .prose table { display: block; overflow-x: auto; }
    th, td { border-bottom: 1px solid var(--line); padding: .3rem .75rem .3rem 0; text-align: left; }
    .right { text-align: right; }
    .center { text-align: center; }
    .wide { overflow-x: auto; }
    .cell { margin: 1.75rem 0; }
    .name { margin: 0 0 .3rem; font-size: .8125rem; overflow-wrap: anywhere; }
    .name a { color: var(--faint); text-decoration: none; }
    .name a:hover, .cell:target .name a { color: var(--link); text-decoration: underline; }
    .tag {
      border: 1px solid var(--line); border-radius: .3rem; padding: 0 .35rem; color: var(--faint);
      font-size: .75rem;
    }
    .skipped > .code { opacity: .65; }
    .skipped .tag:first-of-type { color: var(--warn); border-color: currentColor; }
    pre {
      margin: 0; overflow-x: auto; white-space: pre; font-size: .8125rem; line-height: 1.5;
      tab-size: 4; overflow-wrap: normal; font-variant-ligatures: none;
    }
    pre code { font-size: inherit; }
    .code, .prose pre {
      background: var(--raised); border: 1px solid var(--line); border-radius: .4rem;
      padding: .6rem .8rem;
    }
    .output { padding: .6rem .8rem; border-left: .2rem solid var(--line); margin-top: .5rem; }
    pre.record { color: var(--faint); font-size: .75rem; padding: .3rem .8rem; }
    .volatile { color: var(--faint); font-size: .8125rem; margin: .25rem 0; padding-left: 1rem; }
    .error {
      background: var(--error-ground); color: var(--error); border-left: .2rem solid currentColor;
      padding: .4rem .8rem; margin: .5rem 0; font-size: .95rem; max-width: 75ch;
    }
    .missing {
      border: 1px dashed var(--line); color: var(--faint); padding: .6rem .8rem; margin: .5rem 0;
      max-width: 75ch;
    }
    figure { margin: .75rem 0; }
    .picture {
      background: #ffffff; color: #000000; border: 1px solid var(--line); border-radius: .4rem;
      overflow-x: auto; padding: .25rem;
    }
    .picture svg, .picture img { display: block; width: 100%; height: auto; overflow: hidden; }
    figcaption { color: var(--faint); font-size: .8125rem; margin-top: .25rem; }
    .verb { color: var(--verb); font-weight: 600; }
    .keyword { color: var(--keyword); }
    .function { color: var(--function); }
    .number { color: var(--number); }
    .text { color: var(--text); }
    .comment { color: var(--comment); font-style: italic; }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    @media (max-width: 40rem) {
      body { padding-inline: .9rem; font-size: 1rem; }
      .picture svg, .picture img { min-width: 36rem; }
      pre { font-size: .75rem; }
    }
    @media (min-width: 80rem) {
      body { max-width: 78rem; }
      .columns { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 2.5rem; }
      nav { position: sticky; top: 1.5rem; align-self: start; max-height: calc(100vh - 3rem); }
      nav ul { display: block; }
      nav a { display: block; overflow: hidden; text-overflow: ellipsis; }
      main > .prose:first-child { margin-top: 0; }
    }
    @media print {
      :root {
        --ground: #ffffff; --raised: #ffffff; --line: #b5bbc3; --ink: #000000; --faint: #444444;
        --link: #000000; --warn: #000000; --warn-ground: #ffffff; --error: #000000;
        --error-ground: #ffffff; --verb: #000000; --keyword: #000000; --function: #000000;
        --number: #000000; --text: #000000; --comment: #444444;
      }
      @page { margin: 16mm 14mm; }
      body { max-width: none; padding: 0; font-size: 10.5pt; }
      nav { display: none; }
      .columns { display: block; }
      .prose, .notice, .error, .missing { max-width: none; }
      details::details-content { content-visibility: visible; display: block; height: auto; }
      details > summary { list-style: none; }
      summary::-webkit-details-marker { display: none; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; overflow: visible; font-size: 7.5pt; }
      .picture { overflow: visible; border: 0; padding: 0; }
      figure, .picture, pre, tr, .error, .notice { break-inside: avoid; }
      h1, h2, h3, h4, h5, h6, .name { break-after: avoid; }
      p, li { orphans: 3; widows: 3; }
    }

    """
}
