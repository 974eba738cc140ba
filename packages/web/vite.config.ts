// Builds the web application into dist/: plain files that the server hands out under `/`, nothing from other hosts.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const LEAST_BYTES = 1024;

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

/** `--mode quick`: as it is handed out, but not compressed beside; for tests that look at the pages. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss(), ...(mode === "quick" ? [] : [compressed()])],
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
