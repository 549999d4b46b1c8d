/** One route as data: the same table makes the API in AWS. */
export interface Route {
  /** `GET`, `POST`... or `ANY`; ignored for `$default`. */
  readonly method: string;
  /** `/calls/{id}`, `/web/{proxy+}`, or `$default` for what nothing else takes. */
  readonly path: string;
  readonly functionName: string;
}

export interface RouteMatch {
  readonly route: Route;
  /** As API Gateway names it: `GET /calls/{id}`, `$default`. */
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

export type FindRoute = (method: string, path: string) => RouteMatch | null;

type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one' | 'rest'; readonly name: string };

interface Compiled {
  readonly route: Route;
  readonly segments: readonly Segment[];
}

/**
 * Makes the search of a route table. The most specific route wins: segment by segment text before `{name}` before `{name+}`, then a method before ANY,
 * and `$default` last ("Create routes for HTTP APIs"). @throws {TypeError} a path or method that API Gateway would refuse, or a route given twice
 */
export function compileRoutes(routes: readonly Route[]): FindRoute {
  const fallback = routes.find((route) => route.path === '$default');
  const compiled = routes.filter((route) => route !== fallback).map(compile);
  const keys = new Set<string>();
  for (const route of routes) {
    const key = keyOf(route).replaceAll(/\{[^}+]+/g, '{');
    if (keys.has(key)) throw new TypeError(`Route ${keyOf(route)} is given twice`);
    keys.add(key);
  }
  compiled.sort(moreSpecific);

  return (method, path) => {
    const parts = path.split('/').slice(1);
    for (const { route, segments } of compiled) {
      if (route.method !== 'ANY' && route.method !== method) continue;
      const pathParameters = match(segments, parts);
      if (pathParameters) return { route, routeKey: keyOf(route), pathParameters };
    }
    return fallback ? { route: fallback, routeKey: '$default', pathParameters: {} } : null;
  };
}

const methods = new Set(['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
const keyOf = (route: Route) => (route.path === '$default' ? '$default' : `${route.method} ${route.path}`);

function compile(route: Route): Compiled {
  if (!route.path.startsWith('/')) throw new TypeError(`Path ${route.path} must begin with / or be $default`);
  if (!methods.has(route.method))
    throw new TypeError(`Method ${route.method} of ${route.path} is none of ${[...methods]}`);
  const segments = route.path
    .split('/')
    .slice(1)
    .map((text): Segment => {
      const name = /^\{([A-Za-z0-9._-]+)(\+?)\}$/.exec(text);
      if (name?.[1]) return { kind: name[2] ? 'rest' : 'one', name: name[1] };
      if (/[{}]/.test(text)) throw new TypeError(`Segment ${text} of ${route.path} must be text or one {name}`);
      return { kind: 'text', text };
    });
  if (segments.slice(0, -1).some((segment) => segment.kind === 'rest'))
    throw new TypeError(`{name+} must be the last segment of ${route.path}`);
  return { route, segments };
}

const rank = { text: 0, one: 1, rest: 2 };

function moreSpecific(a: Compiled, b: Compiled): number {
  for (let index = 0; index < Math.min(a.segments.length, b.segments.length); index += 1) {
    const difference = rank[a.segments[index]?.kind ?? 'rest'] - rank[b.segments[index]?.kind ?? 'rest'];
    if (difference !== 0) return difference;
  }
  return b.segments.length - a.segments.length || Number(a.route.method === 'ANY') - Number(b.route.method === 'ANY');
}

function match(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (part === undefined) return null;
    if (segment.kind === 'rest') {
      const rest = parts.slice(index).join('/');
      if (rest === '') return null;
      found[segment.name] = decode(rest);
      return found;
    }
    if (segment.kind === 'text' ? part !== segment.text : part === '') return null;
    if (segment.kind === 'one') found[segment.name] = decode(part);
  }
  return parts.length === segments.length ? found : null;
}

/** Percent-decoding; text that cannot be decoded stays as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
