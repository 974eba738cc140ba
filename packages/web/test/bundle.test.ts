// What the build weighs and what it may not contain; looks at dist/ when it has been built.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const manifestFile = join(dist, ".vite/manifest.json");
const MOST_BYTES = 200 * 1024;

const chunk = z.object({ file: z.string(), imports: z.array(z.string()).default([]) });

/** The files that are loaded before a page of these modules can be drawn. */
function filesOf(manifest: Record<string, z.infer<typeof chunk>>, starts: readonly string[]): Set<string> {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const found = manifest[name];
    if (!found || files.has(found.file)) return;
    files.add(found.file);
    found.imports.forEach(visit);
  };
  starts.forEach(visit);
  return files;
}

describe.skipIf(!existsSync(manifestFile))("the build", () => {
  test("the member face's first load is below 200 KB of compressed script, English and the wallet included", () => {
    const manifest = z.record(z.string(), chunk).parse(JSON.parse(readFileSync(manifestFile, "utf8")));
    const starts = ["index.html", "src/member/wallet-page.tsx", "src/locales/en.json"];
    expect(starts.filter((name) => !(name in manifest))).toEqual([]);
    const files = [...filesOf(manifest, starts)];
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    console.log(
      `first load of the wallet: ${(bytes / 1024).toLocaleString("en", { maximumFractionDigits: 1 })} KB compressed in ${files.length} files`,
    );
    expect(bytes).toBeLessThan(MOST_BYTES);
    expect(files.filter((file) => /echarts|studio|editor|worker/.test(file))).toEqual([]);
  });

  test("so is the mall's, with its frame and the words of both languages, and it brings no map", () => {
    const manifest = z.record(z.string(), chunk).parse(JSON.parse(readFileSync(manifestFile, "utf8")));
    const words = ["en", "mall.en", "mall.zh-CN", "session.en", "session.zh-CN"].map(
      (name) => `src/locales/${name}.json`,
    );
    const starts = ["index.html", "src/mall/shell/mall-frame.tsx", "src/mall/home/home-page.tsx", ...words];
    expect(starts.filter((name) => !(name in manifest))).toEqual([]);
    const files = [...filesOf(manifest, starts)];
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    console.log(
      `first load of the mall: ${(bytes / 1024).toLocaleString("en", { maximumFractionDigits: 1 })} KB compressed in ${files.length} files`,
    );
    expect(bytes).toBeLessThan(MOST_BYTES);
    expect(files.filter((file) => /echarts|leaflet|store-map|studio|editor/.test(file))).toEqual([]);
  });

  test("the service worker keeps what the mall's first load needs, and neither charts nor the map", () => {
    const worker = readFileSync(join(dist, "worker.js"), "utf8");
    const page = readFileSync(join(dist, "index.html"), "utf8");
    const [, list = "[]"] = /const FILES = (\[.*\]);/.exec(worker) ?? [];
    const kept = z.array(z.string()).parse(JSON.parse(list));
    expect(kept).toContain("/");
    const needed = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file = ""]) => file);
    expect(needed.filter((file) => !kept.includes(file))).toEqual([]);
    expect(kept.filter((file) => /echarts|leaflet|store-map|studio|editor/.test(file))).toEqual([]);
    expect(worker).not.toMatch(/__(?:FILES|HASH)__/);
  });

  test("the page has own scripts only and none inline, and no style asks another host", () => {
    const page = readFileSync(join(dist, "index.html"), "utf8");
    const scripts = [...page.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes = "", body = ""] of scripts) {
      expect(attributes).toMatch(/src="\/[^/]/);
      expect(body.trim()).toBe("");
    }
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const styles = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".css"));
    for (const name of styles)
      expect(readFileSync(join(dist, "assets", name), "utf8")).not.toMatch(/url\(["']?(?:https?:)?\/\//);
  });
});
