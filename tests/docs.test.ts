import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CreateCallBody } from '#core/contracts/http.ts';
import { validateFlow } from '#core/navigation/validate-flow.ts';
import { ownerOf } from '#lambdas/entry/new-owner.ts';
import { httpRoutes } from '#lambdas/routes.ts';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import { HELP } from '#local/terminal/options.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const paths = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).trim().split('\n');
const pages = paths.map((path) => ({ path, text: read(path) }));
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
const readme = read('README.md');

/** What a heading is called in a link, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
const anchorsIn = (path: string) =>
  [...read(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

describe.each(pages)('$path', ({ path, text }) => {
  test('links to what is there', () => {
    const dead = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].filter(([, to = '', anchor]) => {
      const file = to === '' ? path : posix.join(posix.dirname(path), to);
      return !existsSync(file) || (anchor !== undefined && !anchorsIn(file).includes(anchor));
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });

  test('names files that are there', () => {
    const rooms = 'core|adapters|lambdas|stream-worker|statemachines|cdk|doctor|local|tests|training|docs';
    const named = [...text.matchAll(new RegExp(`\`((?:${rooms})/[\\w./-]+)\``, 'g'))].map(([, file = '']) => file);
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('runs scripts that there are', () => {
    const run = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(run.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

test('every script is told of somewhere', () => {
  const all = pages.map(({ text }) => text).join('\n');
  expect(
    Object.keys(scripts).filter(
      (name) => !all.includes(`npm run ${name}\``) && !new RegExp(`npm (run )?${name}(?![\\w:])`).test(all),
    ),
  ).toEqual([]);
});

test('every decision that code or pages name is there', () => {
  const decided = execFileSync('git', ['ls-files', 'docs/decisions'], { encoding: 'utf8' })
    .match(/\d{4}(?=-)/g)
    ?.map(Number);
  const grep = ['grep', '-hoiE', '\\bdecision [0-9]+\\b', '--', '*.ts', '*.md', '*.py', '*.yaml'];
  const named = new Set(execFileSync('git', grep, { encoding: 'utf8' }).match(/\d+/g)?.map(Number));
  expect(named.size).toBeGreaterThan(5);
  expect([...named].filter((number) => !decided?.includes(number))).toEqual([]);
});

test('the owner of the operations page is one that can be added', () => {
  const file = /<<'JSON'\n([\s\S]+?)\n\s+JSON\n/.exec(read('docs/operations.md'))?.[1] ?? '';
  expect(ownerOf(JSON.parse(file), {})).toMatchObject({ ownerId: 'owner_sam', hunting: 'sequential', callsADay: 20 });
});

describe('the README', () => {
  test('has every route that people call', () => {
    const routes = httpRoutes.filter(({ path }) => path.startsWith('/') && !path.startsWith('/twilio/'));
    const table = readme.replaceAll('…/versions/{n}', '/flows/{id}/versions/{n}');
    const told = ({ path }: { path: string }) =>
      table.includes(path.replace(/\{(callId|flowId)\}/, '{id}').replace('{version}', '{n}'));
    expect(routes.filter((route) => !told(route))).toEqual([]);
  });

  test('has every option of npm start but the help', () => {
    const options = HELP.match(/--[a-z]+/g)?.filter((option) => !['--help'].includes(option)) ?? [];
    expect(options.length).toBeGreaterThan(7);
    expect(options.filter((option) => !readme.includes(option))).toEqual([]);
  });

  test('shows a flow and orders that the API takes', () => {
    const yaml = /```yaml\n([^`]+)```/.exec(readme)?.[1] ?? '';
    expect(validateFlow(parse(yaml))).toMatchObject({ ok: true });
    const number = '+18005550100';
    const row = readme
      .slice(readme.indexOf('| `POST /calls` |'), readme.indexOf('| `GET /calls`'))
      .replaceAll('+1…', number);
    const fields = [...row.matchAll(/`("\w+": (?:[^`]*[^`:]))`/g)].map(([, field = '']) => JSON.parse(`{${field}}`));
    expect(fields.map((field) => Object.keys(field)[0])).toEqual([
      'facts',
      'ringEarly',
      'devices',
      'hunting',
      'redial',
    ]);
    for (const field of fields)
      expect(CreateCallBody.safeParse({ number, intent: 'x', ...field }).error).toBeUndefined();
  });

  test('counts the companies', () => {
    expect(readme).toContain('`--help` lists all thirteen');
    expect(Object.keys(builtInCompanies)).toHaveLength(13);
  });
});
