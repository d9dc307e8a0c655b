// Prints the gzip size of what is served and fails above the budget of 45 kB in all.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET = 45_000;
const dist = new URL("../dist/", import.meta.url);
let total = 0;
for (const name of readdirSync(dist, { recursive: true }).filter((name) => /\.\w+$/.test(name)).sort()) {
  const size = gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length;
  total += size;
  console.log(`${name.padEnd(16)} ${(size / 1000).toFixed(1).padStart(6)} kB gzip`);
}
console.log(`${"in all".padEnd(16)} ${(total / 1000).toFixed(1).padStart(6)} kB gzip (budget ${BUDGET / 1000} kB)`);
if (total > BUDGET) process.exit(1);
