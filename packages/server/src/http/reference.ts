// The reference as a page without scripts: every route, what it takes, what it answers, and all codes, from the OpenAPI document.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { SERVICE_CODES, statusOf } from "@perennial/api";
import { REFUSAL_CODES } from "@perennial/kernel";

type Document = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;
type Operation = NonNullable<NonNullable<Document["paths"]>[string]["get"]>;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A whole HTML page. */
export function referencePage(document: Document): string {
  const routes = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (["get", "post"] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [route(method, path, operation)] : [];
    }),
  );
  const shapes = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<details id="${escaped(name)}"><summary>${escaped(name)}</summary><pre>${escaped(JSON.stringify(schema, null, 2))}</pre></details>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(document.info.title)} ${escaped(document.info.version)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(document.info.title)} <small>${escaped(document.info.version)}</small></h1>
<p>${escaped(document.info.description ?? "")} Paths begin with <code>/api/v1</code>; keys go into
<code>Authorization: Bearer …</code>. For programs: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
<h2>Routes</h2>${routes.join("\n")}
<h2>Codes</h2><p>Failures are <code>application/problem+json</code>: code, place, what is wrong, what would be right. When several
codes of the language apply, the first in this list wins.</p>${codes()}
<h2>Shapes</h2>${shapes.join("\n")}</body></html>`;
}

function route(method: string, path: string, { summary, description, parameters, responses }: Operation): string {
  const takes = (parameters ?? []).flatMap((parameter) =>
    "name" in parameter
      ? [`<li><code>${escaped(parameter.name)}</code> in ${parameter.in}: ${escaped(parameter.description ?? "")}</li>`]
      : [],
  );
  const answers = Object.entries((responses ?? {}) as Record<string, { description?: string }>).map(
    ([status, answer]) => `<li><b>${status}</b> ${escaped(answer.description ?? "")}</li>`,
  );
  return `<section><h3><b>${method.toUpperCase()}</b> <code>${escaped(path)}</code></h3><p>${escaped(summary ?? "")}.
${escaped(description ?? "")}</p><ul>${takes.join("")}</ul><details><summary>Answers</summary><ul>${answers.join("")}</ul></details></section>`;
}

function codes(): string {
  const row = (code: (typeof SERVICE_CODES)[number] | (typeof REFUSAL_CODES)[number]): string =>
    `<tr><td><code>${code}</code></td><td>${statusOf(code)}</td></tr>`;
  return `<table>${[...SERVICE_CODES, ...REFUSAL_CODES].map(row).join("")}</table>`;
}

const STYLE = `body{font:16px/1.6 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1b2a20;background:#fff}
h3{font-size:1rem;margin:1.6rem 0 .2rem}code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{overflow:auto;background:#f2f6f3;padding:1rem}
section{border-top:1px solid #d9e3dc}td{padding:.1rem 1rem .1rem 0}a{color:#1f7a45}
@media(prefers-color-scheme:dark){body{color:#dfe9e2;background:#121815}pre{background:#1b2420}section{border-color:#2b3731}a{color:#6fcf97}}`;
