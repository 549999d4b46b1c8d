import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { askApi } from '#local/stack/ask-api.ts';

let broken: number;
let asked: string[];
let server: ReturnType<typeof createServer>;
let url: string;

beforeEach(async () => {
  [broken, asked] = [0, []];
  server = createServer((request, response) => {
    asked.push(request.method ?? '');
    if (asked.length <= broken) request.socket.destroy();
    else response.end('{"state":"holding"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => server.close());

it('looks once more when its connection was closed', async () => {
  broken = 1;
  expect(await askApi(url, 'key', 'GET', undefined)).toEqual({ status: 200, body: { state: 'holding' } });
  expect(asked).toEqual(['GET', 'GET']);
});

it.each([
  ['a look', 'GET', 2],
  ['an order, which may have been taken,', 'POST', 1],
])('%s is not repeated any more', async (_, method, times) => {
  broken = 9;
  await expect(askApi(url, 'key', method, undefined)).rejects.toThrow('fetch failed');
  expect(asked).toHaveLength(times);
});
