import { XMLParser } from 'fast-xml-parser';
import { malformedXml } from './s3-error.ts';

export type XmlContent = string | number | boolean | XmlTree | undefined;
/** Elements by name in order; a list repeats its element. */
export interface XmlTree {
  readonly [name: string]: XmlContent | readonly XmlContent[];
}

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
/** A list of 1000 keys may need several references in each. */
const MOST_REFERENCES = 1_000_000;

export function writeXml(root: string, content: XmlTree, namespace = NAMESPACE): string {
  const xmlns = namespace ? ` xmlns="${namespace}"` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${xmlns}>${inside(content)}</${root}>`;
}

function inside(content: XmlContent): string {
  if (typeof content !== 'object') return escapeText(String(content ?? ''));
  return Object.entries(content)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => element(name, each)))
    .join('');
}

const element = (name: string, content: XmlContent) =>
  content === undefined ? '' : `<${name}>${inside(content)}</${name}>`;

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters as references: a raw carriage return, say, would be read as a line feed. */
function escapeText(text: string): string {
  return text.replace(
    /[&<>"\p{Cc}\u2028\u2029]/gu,
    (sign) => named[sign] ?? `&#x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()};`,
  );
}

/** @param lists elements that may come more than once @throws {S3Error} MalformedXML */
export function readXml(text: string, lists: readonly string[]): unknown {
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    processEntities: { enabled: true, maxTotalExpansions: MOST_REFERENCES, maxExpandedLength: MOST_REFERENCES },
    isArray: (name) => lists.includes(name),
  });
  try {
    return parser.parse(text, true);
  } catch (cause) {
    throw malformedXml(`The XML you provided was not well-formed: ${cause instanceof Error ? cause.message : cause}`);
  }
}
