#!/bin/sh
# Builds core/ears/network/kernel-bytes.ts from kernel.wat with wabt (npm i wabt@1.0.39 in some folder, given as $1).
set -e
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"
node -e '
const fs = require("fs");
require("wabt")().then((wabt) => {
  const module = wabt.parseWat("kernel.wat", fs.readFileSync(process.argv[1], "utf8"), { simd: true, relaxed_simd: true });
  const base64 = Buffer.from(module.toBinary({}).buffer).toString("base64");
  const text = "/** WebAssembly (SIMD) of training/ears/kernel.wat, built by build-kernel.sh beside it. */\n" +
    "export const KERNEL_BASE64 =\n  \u0027" + base64.match(/.{1,116}/g).join("\u0027 +\n  \u0027") + "\u0027;\n";
  fs.writeFileSync(process.argv[2], text);
});' "$here/kernel.wat" "$here/../../core/ears/network/kernel-bytes.ts"
