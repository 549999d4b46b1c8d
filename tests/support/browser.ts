import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 45_000;
const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Null: there is no browser on this machine, and tests that need one are skipped. */
export const browser = places.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
export const noBrowser = 'skipped: no Chromium on this machine (apt-get install chromium, or set CHROMIUM to its path)';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--window-size=1100,420',
];

/**
 * Opens a page with this content in a new profile, and runs `look` in it. As in CloudWatch, actions of widgets are not to be seen.
 * @param look a JavaScript expression; its value must be JSON
 * @param screenshot a PNG file to write; the value is null then
 */
export async function inBrowser(body: string, look: string, screenshot?: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'hold-slayer-browser-'));
  const page = join(folder, 'page.html');
  const told = `<script id="told" type="application/json"></script><script>
document.getElementById('told').textContent = encodeURIComponent(JSON.stringify(${look}));</script>`;
  try {
    await writeFile(
      page,
      `<!doctype html><meta charset="utf-8"><title>untouched</title><style>cwdb-action { display: none }</style><body><div id="page">${body}</div>${told}</body>`,
    );
    const how = screenshot === undefined ? ['--dump-dom'] : [`--screenshot=${screenshot}`];
    const all = [...flags, `--user-data-dir=${join(folder, 'profile')}`, ...how, `file://${page}`];
    const { stdout } = await run(browser ?? 'chromium', all, { timeout: TIMEOUT_MS, maxBuffer: 16 * 1024 * 1024 });
    if (screenshot !== undefined) return null;
    const [, answer] = /<script id="told" type="application\/json">([^<]*)<\/script>/.exec(stdout) ?? [];
    if (answer === undefined) throw new Error('the browser showed nothing');
    return JSON.parse(decodeURIComponent(answer));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
