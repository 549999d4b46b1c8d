import { describe, expect, it } from 'vitest';
import { compileRoutes } from '#local/aws/apigateway/route-table.ts';

const route = (key: string) => {
  const [method = '', path = ''] = key.startsWith('$') ? ['ANY', key] : key.split(' ');
  return { method, path, functionName: key };
};

describe('routes', () => {
  const find = compileRoutes(
    [
      'GET /calls',
      'POST /calls',
      'GET /calls/{id}',
      'ANY /calls/{id}',
      'GET /calls/recent',
      'GET /calls/{id}/recordings/{kind}',
      'ANY /web/{proxy+}',
      'GET /',
    ].map(route),
  );
  it.each([
    ['GET', '/calls', 'GET /calls', {}],
    ['POST', '/calls', 'POST /calls', {}],
    ['DELETE', '/calls', null, {}],
    ['GET', '/calls/recent', 'GET /calls/recent', {}],
    ['GET', '/calls/c-1', 'GET /calls/{id}', { id: 'c-1' }],
    ['PUT', '/calls/recent', 'ANY /calls/{id}', { id: 'recent' }],
    ['GET', '/calls/a%2Fb%20c', 'GET /calls/{id}', { id: 'a/b c' }],
    ['GET', '/calls/%E0%A4%A', 'GET /calls/{id}', { id: '%E0%A4%A' }],
    ['GET', '/calls/', null, {}],
    ['GET', '/calls/c-1/', null, {}],
    ['GET', '/calls/c-1/recordings/mixed', 'GET /calls/{id}/recordings/{kind}', { id: 'c-1', kind: 'mixed' }],
    ['PATCH', '/web/a/b.js', 'ANY /web/{proxy+}', { proxy: 'a/b.js' }],
    ['GET', '/web/', null, {}],
    ['GET', '/', 'GET /', {}],
    ['GET', '/nowhere', null, {}],
  ])('%s %s → %s', (method, path, key, parameters) => {
    const found = find(method, path);
    expect(found?.routeKey ?? null).toBe(key);
    expect(found?.pathParameters ?? {}).toEqual(parameters);
  });

  it('$default takes the rest', () => {
    const withDefault = compileRoutes([route('$default'), route('GET /a')]);
    expect(withDefault('GET', '/a')?.routeKey).toBe('GET /a');
    expect(withDefault('PUT', '/x/y')).toMatchObject({ routeKey: '$default', pathParameters: {} });
  });

  it.each([
    ['a path without /', ['GET calls'], 'Path calls must begin with /'],
    ['a method that is none', ['FETCH /a'], 'Method FETCH of /a is none of'],
    ['a greedy name in the middle', ['GET /{all+}/x'], '{name+} must be the last segment of /{all+}/x'],
    ['text around a name', ['GET /a-{id}'], 'Segment a-{id} of /a-{id} must be text or one {name}'],
    ['the same twice', ['GET /a/{id}', 'GET /a/{name}'], 'Route GET /a/{name} is given twice'],
  ])('refuses %s', (_, keys, message) => {
    expect(() => compileRoutes(keys.map(route))).toThrow(message);
  });
});
