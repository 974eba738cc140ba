// Builds the web application into dist/: plain files that the server hands out under `/`, nothing from other hosts.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const LEAST_BYTES = 1024;
/** What the mall needs to open without a network, besides the first load. */
const IN_SHELL = /\/src\/(?:mall\/(?!.*store-map)|locales\/(?:mall|session|en)\b)/;
const PAGES_SHELL = ["/", "/theme.js", "/favicon.svg", "/manifest.webmanifest"];

/** Writes every script and style compressed beside itself, so that the server need not do it for each reader. */
function compressed(): Plugin {
  return {
    name: "perennial-compressed",
    apply: "build",
    writeBundle({ dir = "dist" }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
        if (!/\.(?:js|css)$/.test(name)) continue;
        const bytes = readFileSync(join(dir, name));
        if (bytes.length < LEAST_BYTES) continue;
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** Emits the service worker with the names of the files that it keeps; what it is made of is in pwa/worker.js. */
function worker(): Plugin {
  const source = fileURLToPath(new URL("pwa/worker.js", import.meta.url));
  return {
    name: "perennial-worker",
    apply: "build",
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).flatMap((part) => (part.type === "chunk" ? [part] : []));
      const files = new Set<string>();
      const add = (name: string): void => {
        const chunk = chunks.find(({ fileName }) => fileName === name);
        if (!chunk || files.has(name)) return;
        files.add(name);
        for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
        chunk.imports.forEach(add);
      };
      for (const { fileName, isEntry, facadeModuleId } of chunks)
        if (isEntry || (facadeModuleId !== null && IN_SHELL.test(facadeModuleId))) add(fileName);
      const list = JSON.stringify([...PAGES_SHELL, ...Array.from(files, (name) => `/${name}`)]);
      const hash = createHash("sha256").update(list).digest("hex").slice(0, 16);
      this.emitFile({
        type: "asset",
        fileName: "worker.js",
        source: readFileSync(source, "utf8").replace("__FILES__", list).replace("__HASH__", hash),
      });
    },
  };
}

/** `--mode quick`: as it is handed out, but not compressed beside; for tests that look at the pages. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss(), worker(), ...(mode === "quick" ? [] : [compressed()])],
  worker: { format: "es" },
  build: {
    target: "es2022",
    /** Which file needs which, for the test that weighs the first load. */
    manifest: true,
    /** Nothing is inlined as a data: address, so that the page's policy may name its own origin only. */
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
}));
