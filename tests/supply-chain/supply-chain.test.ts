import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verdictOf } from './verdict.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const Packages = z.record(
  z.string(),
  z.object({
    integrity: z.string().optional(),
    resolved: z.string().optional(),
    inBundle: z.boolean().optional(),
    hasInstallScript: z.boolean().optional(),
  }),
);
const { packages } = z.object({ packages: Packages }).parse(read('package-lock.json'));
const Ranges = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: Ranges, devDependencies: Ranges, allowScripts: z.record(z.string(), z.boolean()) })
  .parse(read('package.json'));
const installed = Object.entries(packages).filter(([path]) => path !== '');

describe('what is installed', () => {
  test('is held by a digest, each package', () => {
    expect(installed.length).toBeGreaterThan(100);
    const loose = installed.filter(([, { integrity, inBundle }]) => !inBundle && !/^sha512-/.test(integrity ?? ''));
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  test('comes from the registry that npm is set to, or from the public one', () => {
    const hosts = installed.flatMap(([, { resolved }]) => (resolved === undefined ? [] : [new URL(resolved).host]));
    expect(new Set([...hosts, 'registry.npmjs.org'])).toEqual(new Set(['registry.npmjs.org']));
  });

  test('is asked for by exact versions', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('runs no script when it is installed, but for those that are named', () => {
    const scripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripts.map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(names.filter((name) => manifest.allowScripts[name] === undefined)).toEqual([]);
  });
});

describe('the verdict of an audit', () => {
  const report = (high: number, critical: number) =>
    JSON.stringify({
      metadata: { vulnerabilities: { low: 1, high, critical } },
      vulnerabilities: {
        ws: { severity: high > 0 ? 'high' : 'low' },
        yaml: { severity: critical > 0 ? 'critical' : 'low' },
      },
    });
  test.each([
    ['low ones only', report(0, 0), { kind: 'clean' }],
    ['high ones', report(1, 0), { kind: 'vulnerable', packages: ['ws (high)'] }],
    ['critical ones', report(0, 1), { kind: 'vulnerable', packages: ['yaml (critical)'] }],
    [
      'a registry without the endpoint',
      '{"message":"405 Method Not Allowed"}',
      { kind: 'unknown', why: '405 Method Not Allowed' },
    ],
    ['no network', '', { kind: 'unknown', why: 'npm gave no report' }],
  ])('%s', (_, output, verdict) => expect(verdictOf(output)).toEqual(verdict));
});
