// The report's style sheet: the look's tokens, light and dark, narrow and wide, screen and paper.
import { cssVariables } from "../tokens.js";

export const STYLE = `
:root{color-scheme:light dark;${cssVariables("light")}}
@media screen and (prefers-color-scheme:dark){:root{${cssVariables("dark")}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;background:var(--paper-2);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;font-variant-numeric:tabular-nums}
[data-lang=zh] .en,[data-lang=en] .zh{display:none!important}
main{max-width:960px;margin:0 auto;padding:24px 24px 64px}
header{display:flex;justify-content:space-between;align-items:flex-start;gap:16px;margin-bottom:24px}
h1{font-size:20px;line-height:1.4;margin:0}
h2{font-size:16px;line-height:1.5;margin:0 0 4px}
p{margin:0}
time{white-space:nowrap}
.sub{color:var(--ink-2);font-size:14px}
button{flex:none;font:inherit;font-size:14px;min-height:36px;padding:4px 12px;color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:8px;cursor:pointer}
button:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--leaf);outline-offset:2px}
.hero{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:24px;margin-bottom:16px}
.big{font-size:40px;line-height:1.2;font-weight:650;letter-spacing:-.01em}
.leaf{--tone:var(--leaf)}.amber{--tone:var(--amber)}.clay{--tone:var(--clay)}.ink{--tone:var(--ink)}
.big,.tile .value{color:var(--tone)}
.tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:16px;margin-top:20px;padding-top:20px;border-top:1px solid var(--line)}
.tile .value{font-size:28px;line-height:1.25;font-weight:600}
.tile .value small{font-size:14px;font-weight:400;color:var(--ink-2);margin-left:4px;white-space:nowrap}
.meter{display:block;height:10px;border-radius:5px;margin:8px 0 4px;overflow:hidden;border:1px solid var(--amber);background:repeating-linear-gradient(45deg,var(--amber) 0 2px,transparent 2px 6px)}
.meter i{display:block;height:100%;background:var(--leaf)}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:20px 24px;margin-bottom:16px;break-inside:avoid}
.finding{font-size:16px;color:var(--ink);margin-bottom:12px;max-width:46em}
.note{font-size:12px;line-height:1.6;color:var(--ink-2);margin-top:8px;max-width:72em}
.chart svg{display:block;width:100%;height:auto}
.chart text{font-family:inherit!important;font-variant-numeric:tabular-nums}
.narrow{display:none}
.key{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:12px;color:var(--ink-2);margin-bottom:4px;padding:0;list-style:none}
.key li{display:flex;align-items:center;gap:6px}
.key i{width:16px;height:10px;border-radius:2px;display:inline-block}
.key .clay{background:var(--clay)}.key .leaf{background:var(--leaf)}.key .ink{background:var(--ink-3)}
.key .amber{border:1px solid var(--amber);background:repeating-linear-gradient(45deg,var(--amber) 0 2px,transparent 2px 5px)}
details{margin-top:12px;font-size:14px}
summary{color:var(--sky);cursor:pointer;padding:4px 0;width:max-content}
.scroll{overflow-x:auto;margin-top:4px}
table{border-collapse:collapse;font-size:12px;width:100%}
th,td{text-align:right;padding:4px 8px;border-bottom:1px solid var(--line);white-space:nowrap}
th{font-weight:500;color:var(--ink-2)}
.text{text-align:left}
td.text{white-space:normal;min-width:9em}
.heat{table-layout:fixed}
.heat th{border:0;padding:2px 6px 2px 0;text-align:left;font-weight:400;overflow:hidden}
.heat thead th{padding:0 0 4px 2px}
.heat .corner{width:88px;white-space:normal;line-height:1.3;vertical-align:bottom}
.heat td{height:22px;padding:0;border:1px solid var(--paper);background:color-mix(in srgb,var(--leaf) var(--d),var(--paper-2))}
.bars{list-style:none;margin:0;padding:0;font-size:14px}
.bars li{display:grid;grid-template-columns:minmax(7em,16em) 1fr 9em;gap:12px;align-items:center;padding:5px 0}
.track{display:block;height:16px;border-radius:3px;background:var(--paper-2);position:relative}
.fill{display:block;height:100%;min-width:2px;border-radius:3px}
.fill.leaf{background:var(--leaf)}.fill.clay{background:var(--clay)}.fill.ink{background:var(--ink-3)}
.fill.amber{background:repeating-linear-gradient(45deg,var(--amber) 0 2px,transparent 2px 6px);border:1px solid var(--amber)}
.figure{text-align:right}
.caption{font-size:14px;font-weight:600;color:var(--ink-2);margin:16px 0 0}
.sentences{margin:0;padding-left:1.6em;max-width:46em}.sentences li{padding:4px 0 4px 4px}.sentences li::marker{color:var(--ink-3);font-variant-numeric:tabular-nums}
ul.sentences{font-size:14px}
.law{padding:14px 0;border-top:1px solid var(--line);font-size:14px}
.law:first-of-type{border-top:0}
.law ul{margin:4px 0;padding-left:1.3em}.law li{overflow-wrap:anywhere}
.law q{quotes:"“" "”";color:var(--ink)}
.law .label{color:var(--ink-3)}
.tag{font-size:12px;font-weight:600;border:1px solid currentcolor;border-radius:4px;padding:1px 6px;margin-right:4px}
.blocker .tag{color:var(--clay)}.review .tag{color:var(--amber)}.warning .tag{color:var(--sky)}
.bound{padding:12px 0;border-top:1px solid var(--line)}
.bound:first-of-type{border-top:0}
.bound .track{margin:8px 0 4px;overflow:hidden;border:1px solid var(--line)}
.bound b{font-weight:600}
code{font:12px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere;color:var(--ink-2)}
dl{display:grid;grid-template-columns:minmax(6em,max-content) 1fr;gap:4px 16px;margin:0;font-size:14px}
dt{color:var(--ink-2);max-width:12em}dd{margin:0;min-width:0}
.hatch{position:absolute;width:0;height:0}
@media (max-width:640px){
main{padding:16px 12px 48px}
.hero,section{padding:16px}
.tiles{grid-template-columns:1fr;gap:16px}
.wide{display:none!important}.narrow{display:block}tr.narrow{display:table-row}
.bars li{grid-template-columns:1fr max-content;gap:2px 12px}
.bars .track{grid-column:1/-1;order:3}
.heat td{height:16px}
.heat .corner{width:74px}
.heat th{font-size:11px}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}
}
@page{margin:16mm 14mm}
@media print{body{background:#fff;font-size:10.5pt}button,details:not([open]){display:none}section{break-inside:auto}h2,.finding,.caption{break-after:avoid}.chart,.law,.bound,tr,li{break-inside:avoid}main{padding:0;max-width:none}section,.hero{border-color:#ccc}}
@media (prefers-reduced-motion:no-preference){button{transition:border-color .15s}button:hover{border-color:var(--leaf)}}
`;
