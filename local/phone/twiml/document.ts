import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of a TwiML document. */
export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text directly inside, trimmed. */
  readonly text: string;
  readonly children: readonly Verb[];
}

/** What Twilio reports as 12100: the document cannot be read. */
export class DocumentParseFailure extends Error {
  override readonly name = 'DocumentParseFailure';
}

const TEXT = '#text';
const ATTRIBUTES = ':@';
const reader = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  htmlEntities: true,
});

/**
 * Reads a TwiML document: the verbs inside `<Response>`.
 * @throws {DocumentParseFailure} the text is no XML, or its root is not `<Response>`.
 */
export function readTwiml(text: string): readonly Verb[] {
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw new DocumentParseFailure(`line ${verdict.err.line}: ${verdict.err.msg}`);
  const root = verbsOf(reader.parse(text)).find((verb) => !verb.name.startsWith('?'));
  if (root?.name !== 'Response')
    throw new DocumentParseFailure(`the root element is <${root?.name ?? ''}>, and must be <Response>`);
  return root.children;
}

function verbsOf(nodes: unknown): Verb[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Record<string, unknown>) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT);
    if (name === undefined) return [];
    const inside = node[name];
    return [{ name, attributes: attributesOf(node[ATTRIBUTES]), text: textOf(inside), children: verbsOf(inside) }];
  });
}

function attributesOf(found: unknown): Record<string, string> {
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, String(value)]));
}

/** All text inside, that of nested SSML elements (`<break>`, `<prosody>`) too. */
function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  const parts = nodes.map((node: Record<string, unknown>) => {
    if (TEXT in node) return String(node[TEXT]);
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
    return name === undefined ? '' : textOf(node[name]);
  });
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}
