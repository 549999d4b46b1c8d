import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const document = read('docs/security.md');
const named = [...document.matchAll(/^- `(tests\/[\w/.-]+)` › "(.+)"$/gm)].map(([, path = '', name = '']) => ({
  path,
  name,
}));

test('every threat names tests', () => {
  const threats = document.split(/^## /m).slice(1);
  expect(threats).toHaveLength(11);
  for (const threat of threats) {
    expect(threat.match(/^- `tests\//gm)?.length ?? 0, threat.split('\n')[0]).toBeGreaterThan(1);
    expect(threat, threat.split('\n')[0]).toContain('*Left:*');
  }
});

test.each(named)('$path has "$name"', ({ path, name }) => {
  const text = read(path);
  const quoted = [`'${name}`, `"${name}`, `\`${name}`];
  expect(quoted.some((start) => text.includes(start))).toBe(true);
});
