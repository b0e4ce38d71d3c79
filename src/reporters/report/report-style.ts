/** The CSS of the report: the fonts of the reader's system, and its light or dark colours. */
export const reportStyle = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--panel:#f6f8fa;--accent:#0969da;
--success:#1a7f37;--failure:#cf222e;--cancelled:#9a6700;--skipped:#6e7781;--elsewhere:#6e7781;
--c0:#24292f;--c1:#cf222e;--c2:#116329;--c3:#7d4e00;--c4:#0969da;--c5:#8250df;--c6:#1b7c83;--c7:#6e7781;
--c8:#57606a;--c9:#a40e26;--c10:#1a7f37;--c11:#633c01;--c12:#218bff;--c13:#a475f9;--c14:#3192aa;--c15:#57606a}
@media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9198a1;--line:#3d444d;--panel:#151b23;--accent:#4493f8;
--success:#3fb950;--failure:#f85149;--cancelled:#d29922;--skipped:#9198a1;--elsewhere:#9198a1;
--c0:#6e7681;--c1:#ff7b72;--c2:#3fb950;--c3:#d29922;--c4:#58a6ff;--c5:#bc8cff;--c6:#39c5cf;--c7:#b1bac4;
--c8:#8b949e;--c9:#ffa198;--c10:#56d364;--c11:#e3b341;--c12:#79c0ff;--c13:#d2a8ff;--c14:#56d4dd;--c15:#fff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .6rem}
p{margin:.3rem 0}a{color:var(--accent)}a:focus-visible,summary:focus-visible,pre:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.soft,.time{color:var(--soft)}.mark{font-weight:bold}
.success .mark,.mark.success{color:var(--success)}.failure .mark,.mark.failure{color:var(--failure)}
.cancelled .mark,.mark.cancelled{color:var(--cancelled)}.skipped .mark,.elsewhere .mark,.mark.skipped,.mark.elsewhere{color:var(--skipped)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;padding:1rem;background:var(--panel)}
svg{display:block}svg text{font:13px ui-monospace,monospace;fill:var(--fg)}svg a{text-decoration:none}
.node{fill:var(--bg);stroke-width:1.5}.edge{fill:none;stroke:var(--line);stroke-width:1.5}.edge.critical{stroke:var(--accent);stroke-width:2.5}
.node.success{stroke:var(--success)}.node.failure{stroke:var(--failure)}.node.cancelled{stroke:var(--cancelled)}
.node.skipped,.node.elsewhere{stroke:var(--skipped);stroke-dasharray:4 3}
svg a:hover .node,svg a:focus-visible .node{stroke-width:3}
.timeline{list-style:none;margin:0;padding:0}.timeline li{display:grid;grid-template-columns:minmax(6rem,14rem) 1fr 11rem;gap:.8rem;align-items:center;padding:.15rem 0}
.timeline a{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.lane{position:relative;height:1rem;background:var(--panel);border-radius:4px}.bar{position:absolute;top:0;bottom:0;border-radius:4px;max-width:100%;background:var(--skipped)}
.bar.success{background:var(--success)}.bar.failure{background:var(--failure)}.bar.cancelled{background:var(--cancelled)}
details{border:1px solid var(--line);border-radius:8px;margin:.5rem 0}summary{cursor:pointer;padding:.5rem .8rem}
details>div{border-top:1px solid var(--line);padding:.5rem .8rem}
pre{margin:.5rem 0;padding:.8rem;background:var(--panel);border-radius:6px;overflow:auto;max-height:36rem;font:13px/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
ol.steps{list-style:none;margin:.3rem 0;padding:0}ol.steps ol.steps{padding-left:1.4rem}ol.steps li{padding:.1rem .4rem;overflow-wrap:anywhere}ol.steps p{margin:0;padding-left:1.4rem;white-space:pre-wrap}
ol.steps li:focus{outline:2px solid var(--failure)}ol.steps li.success>.mark{color:var(--success)}ol.steps li.failure>.mark{color:var(--failure)}ol.steps li.cancelled>.mark{color:var(--cancelled)}ol.steps li.skipped>.mark,ol.steps li.elsewhere>.mark{color:var(--skipped)}
ul.notes{list-style:none;padding:0;margin:.3rem 0}ul.notes li{border-left:4px solid var(--accent);padding:.1rem .6rem;margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
ul.notes .error{border-color:var(--failure)}ul.notes .warning{border-color:var(--cancelled)}
table{border-collapse:collapse}td,th{text-align:left;padding:.15rem .8rem .15rem 0;vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap}
@media(max-width:40rem){.timeline li{grid-template-columns:1fr}}
@media print{details>div{display:block}pre{max-height:none}}
`;
