import type { Template } from 'aws-cdk-lib/assertions';
import { resourcesOf } from './template.ts';

export interface Watched {
  readonly namespace: string;
  readonly name: string;
  /** Undefined: any value. */
  readonly dimensions: Readonly<Record<string, string | undefined>>;
}

/** Metrics outside of AWS's own namespaces that the dashboard shows, an alarm compares or the scaling follows. */
export function watchedMetrics(template: Template): Watched[] {
  const shown = widgets(template).flatMap(({ properties: { metrics = [] } }) => metrics.flatMap(ofWidget));
  const compared = ['AWS::CloudWatch::Alarm', 'AWS::ApplicationAutoScaling::ScalingPolicy'].flatMap((type) =>
    Object.values(resourcesOf(template, type)).flatMap(({ Properties }) => named(Properties)),
  );
  return [...shown, ...compared].filter(({ namespace }) => !namespace.startsWith('AWS/'));
}

/** Equal, or equal but for a value that does not matter. */
export function isSame(one: Watched, other: Watched): boolean {
  const names = Object.keys(one.dimensions);
  return (
    one.namespace === other.namespace &&
    one.name === other.name &&
    names.length === Object.keys(other.dimensions).length &&
    names.every(
      (name) =>
        name in other.dimensions &&
        (one.dimensions[name] === undefined || one.dimensions[name] === other.dimensions[name]),
    )
  );
}

/** Queries of Logs Insights: saved ones, and those of the dashboard. */
export function savedQuestions(template: Template): string[] {
  const saved = Object.values(resourcesOf(template, 'AWS::Logs::QueryDefinition'));
  const shown = widgets(template).flatMap(({ properties: { query } }) => (query === undefined ? [] : [query]));
  return [
    ...saved.map(({ Properties }) => String(Properties.QueryString)),
    ...shown.map((query) => query.replace(/^(SOURCE '[^']*' \| )+/, '')),
  ];
}

/** Of https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html, what we use. */
const commands = new Set(['fields', 'filter', 'stats', 'sort', 'limit']);
const functions = new Set(['count', 'sum', 'max', 'pct', 'latest', 'bin']);
const words = new Set(['as', 'by', 'asc', 'desc', 'and', 'or', 'not', 'in', 'like']);

/**
 * @returns what lines a query asks for, and the fields that they must have
 * @throws {Error} a command or function that Logs Insights may not know
 */
export function readQuestion(query: string): {
  readonly wanted: readonly (readonly [field: string, value: string])[];
  readonly fields: readonly string[];
} {
  const aliases = new Set([...query.matchAll(/\bas (\w+)/g)].map(([, alias]) => alias));
  const fields = new Set<string>();
  for (const part of query.split('|')) {
    const [, command = '', rest = ''] = /^\s*(\w+)\s+(.*?)\s*$/s.exec(part) ?? [];
    if (!commands.has(command)) throw new Error(`no command of Logs Insights: ${part}`);
    const plain = rest.replace(/"[^"]*"|'[^']*'/g, '');
    for (const [, name = '', bracket] of plain.matchAll(/(?<![\w@.])([A-Za-z_]\w*)(\()?/g)) {
      if (bracket === '(') {
        if (!functions.has(name)) throw new Error(`no function of Logs Insights: ${name}`);
      } else if (!words.has(name) && !aliases.has(name)) fields.add(name);
    }
  }
  const wanted = [...query.matchAll(/\b(\w+) = "([^"]+)"/g)].map(
    ([, field = '', value = '']) => [field, value] as const,
  );
  return { wanted, fields: [...fields] };
}

interface Widget {
  readonly properties: { readonly metrics?: readonly (readonly unknown[])[]; readonly query?: string };
}

function widgets(template: Template): Widget[] {
  return Object.values(resourcesOf(template, 'AWS::CloudWatch::Dashboard')).flatMap(({ Properties }) => {
    const body = Properties.DashboardBody as string | { readonly 'Fn::Join': readonly [string, readonly unknown[]] };
    const text =
      typeof body === 'string'
        ? body
        : body['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'known-when-deployed')).join('');
    return JSON.parse(text).widgets as Widget[];
  });
}

/** `[namespace, name, dimension, value, ..., options]`, or an expression. */
function ofWidget(entry: readonly unknown[]): Watched[] {
  const texts = entry.filter((part) => typeof part === 'string');
  const [namespace, name, ...pairs] = texts;
  if (namespace !== undefined && name !== undefined) {
    const dimensions: Record<string, string> = {};
    for (let at = 0; at < pairs.length; at += 2) dimensions[pairs[at] ?? ''] = pairs[at + 1] ?? '';
    return [{ namespace, name, dimensions }];
  }
  const { expression = '' } = (entry[0] ?? {}) as { readonly expression?: string };
  const [, schema, metricName = '', service] =
    /SEARCH\('\{([^}]*)\} MetricName="(\w+)" service="([\w-]+)"'/.exec(expression) ?? [];
  if (schema === undefined) return [];
  const [of = '', ...names] = schema.split(',');
  const dimensions = Object.fromEntries(names.map((each) => [each, each === 'service' ? service : undefined]));
  return [{ namespace: of, name: metricName, dimensions }];
}

/** Wherever a metric is named in what an alarm or a policy is made of. */
function named(part: unknown): Watched[] {
  if (Array.isArray(part)) return part.flatMap(named);
  if (typeof part !== 'object' || part === null) return [];
  const {
    Namespace,
    MetricName,
    Dimensions = [],
  } = part as {
    readonly Namespace?: string;
    readonly MetricName?: string;
    readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
  };
  if (Namespace === undefined || MetricName === undefined) return Object.values(part).flatMap(named);
  return [
    {
      namespace: Namespace,
      name: MetricName,
      dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
    },
  ];
}
