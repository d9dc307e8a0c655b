import { defineConfig } from "vitest/config";

const at = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname);

// One classic script for any page: an IIFE, no modules, for the oldest browser on county kiosks (Chrome 87).
export default defineConfig({
  build: {
    target: "chrome87",
    outDir: "dist",
    emptyOutDir: true,
    lib: { entry: "src/widget.ts", formats: ["iife"], name: "Daoban", fileName: () => "widget.js" },
  },
  // The tests live in tests/web beside the other tests of the project.
  server: { fs: { allow: [at("../..")] } },
  test: { globals: true, environment: "node", dir: at("../../tests/web/core"), include: ["**/*.test.ts"] },
});
