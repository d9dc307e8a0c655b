// Fails when a source file could turn a message into HTML, break a strict content security policy,
// or when the lock file names a host. Prints every offending line.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const core = join(web, "../core");

const FORBIDDEN = [
  [/\bunsafe(HTML|SVG|MathML|Static|CSS)\b/, "text becomes markup"],
  [/\.(inner|outer)HTML\b/, "text becomes markup"],
  [/\binsertAdjacentHTML\b|\bdocument\.write\b|\bcreateContextualFragment\b|\bDOMParser\b|\bsetHTML/, "text becomes markup"],
  [/\beval\s*\(|\bnew Function\b/, "code from text"],
  [/\bstyle=/, "inline style: refused by a strict content security policy"],
  [/\son[a-z]+=["']/, "inline handler: refused by a strict content security policy"],
  [/javascript:/i, "script address"],
];
const PAGE_ONLY = [[/<script(?![^>]*\bsrc=)/, "inline script"], [/<style\b/, "inline style sheet"]];

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

const problems = [];
function look(path, rules) {
  readFileSync(path, "utf8").split("\n").forEach((line, index) => {
    for (const [pattern, reason] of rules) {
      if (pattern.test(line)) problems.push(`${relative(web, path)}:${index + 1}: ${reason}: ${line.trim()}`);
    }
  });
}

for (const path of [...files(join(web, "src")), ...files(core)]) if (path.endsWith(".ts")) look(path, FORBIDDEN);
for (const path of files(join(web, "public"))) if (path.endsWith(".html")) look(path, [...FORBIDDEN, ...PAGE_ONLY]);
look(join(web, "package-lock.json"), [[/:\/\//, "address in the lock file (npm run lock takes it out)"]]);

if (problems.length) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log("text only: no way from a message to markup, no inline script or style, no address in the lock file");
