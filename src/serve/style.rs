//! The style of the pages.

/// One sheet: light and dark, narrow and wide, on paper.
pub(super) const SHEET: &str = "\
:root { color-scheme: light dark; --ink: #1d2126; --dim: #5c6670; --line: #dde1e6; --paper: #fff; --tint: #f5f6f8; --link: #0b57a4; --good: #1b6e3c;
  --bad: #a3231c; --warn: #8a5a00; --ins: #d9f2e0; --del: #fbe0de; --mark: #fff1b8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --dim: #9aa4af; --line: #343a42; --paper: #16191d; --tint: #1f2429; --link: #7db8f2;
  --good: #7fd19b; --bad: #f0938d; --warn: #e3b660; --ins: #1d4029; --del: #4d2422; --mark: #564a14; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, input:focus-visible, button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
header { border-bottom: 1px solid var(--line); background: var(--tint); }
header div { max-width: 60rem; margin: auto; padding: .75rem 1.25rem; display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; }
header a { font-weight: 600; text-decoration: none; color: var(--ink); }
header form { margin-left: auto; display: flex; gap: .4rem; }
input, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .35rem; padding: .3rem .6rem; }
main { max-width: 60rem; margin: auto; padding: 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.dim { color: var(--dim); } .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
.story { font: 1.06rem/1.7 Georgia, serif; max-width: 42rem; } .story p { margin: .9rem 0; }
sup a { text-decoration: none; font: .8rem system-ui, sans-serif; padding: 0 .1rem; }
ol.sources { list-style: none; padding: 0; } ol.sources > li { border-top: 1px solid var(--line); padding: .8rem 0; }
ol.sources > li:target { background: var(--mark); }
.label { font-weight: 600; } .url { overflow-wrap: anywhere; }
ul.plain { list-style: none; margin: .3rem 0 0; padding: 0 0 0 1rem; } ul.plain li { margin: .15rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; } th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--dim); font-weight: 500; } td.url { min-width: 14rem; } .wide { overflow-x: auto; }
iframe { width: 100%; height: 75vh; border: 1px solid var(--line); border-radius: .35rem; background: #fff; }
ins { background: var(--ins); text-decoration: none; padding: 0 .1em; } del { background: var(--del); padding: 0 .1em; } mark { background: var(--mark); color: inherit; }
.hunk { border-left: 3px solid var(--line); padding: .2rem 0 .2rem .9rem; margin: 1rem 0; white-space: pre-line; }
pre.text { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--tint); padding: 1rem; border-radius: .35rem; font: .93rem/1.6 system-ui, sans-serif; }
.evidence { margin-top: 2rem; } .coverage { color: var(--dim); font-size: .93rem; } .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .4rem 2rem; border-top: 1px solid var(--line); padding: .7rem 0; }
.pair p { margin: 0 0 .4rem; } .here > p:first-child, .pair blockquote { font: 1rem/1.6 Georgia, serif; } .here .dim, .head { font-size: .84rem; } .said + .said { margin-top: .7rem; }
.pair blockquote { margin: .3rem 0; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--line); } .verdict { color: var(--dim); } .verdict.bad { color: var(--bad); } .verdict.unsure { color: var(--warn); }
.differs { background: var(--del); font-weight: 600; padding: 0 .1em; } .lacks { text-decoration: underline dashed var(--warn); text-underline-offset: .22em; }
@media (max-width: 40rem) { .pair { grid-template-columns: 1fr; } }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; }
@media print { header, iframe { display: none; } }
";
