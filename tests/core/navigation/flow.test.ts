import { describe, expect, it } from 'vitest';
import { LineCounter, parseDocument } from 'yaml';
import type { Flow } from '#core/navigation/flow.ts';
import { validateFlow, withLines } from '#core/navigation/validate-flow.ts';

const YAML = `
company: Northwind Bank
number: "+18005550100"
paths:
  - goals: [dispute a charge]
    steps:
      - { do: LISTEN, expect: [welcome to northwind bank] }
      - { do: DTMF, expect: [for accounts press 1 for cards press 2], digits: "2", label: cards }
      - { do: DTMF, expect: [please enter your card number], fact: card_number }
      - { do: SPEAK, expect: [tell me what happened], say: dispute a charge }
      - { do: TRANSFER }
      - { do: HOLD }
`;

function check(text: string): { flow: Flow | null; lines: string[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const checked = validateFlow(document.toJS());
  if (checked.ok) return { flow: checked.flow, lines: [] };
  const lineOf = (path: readonly (string | number)[]): number | null => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
        return counter.linePos(Number(node.range[0])).line;
    }
    return null;
  };
  return { flow: null, lines: withLines(checked.errors, lineOf) };
}

it('a flow comes in as YAML and goes out as JSON unchanged', () => {
  const { flow } = check(YAML);
  expect(flow?.paths[0]?.steps.map((step) => step.do)).toEqual(['LISTEN', 'DTMF', 'DTMF', 'SPEAK', 'TRANSFER', 'HOLD']);
  expect(validateFlow(JSON.parse(JSON.stringify(flow)))).toEqual({ ok: true, flow });
});

describe('what is wrong is told with its line', () => {
  it.each([
    ['an unknown step', YAML.replace('do: SPEAK', 'do: SHOUT'), /^line 10: .*DTMF, SPEAK, LISTEN, HOLD or TRANSFER/],
    ['two keys', YAML.replace('digits: "2"', 'digits: "22"'), /^line 8: paths\.0\.steps\.1\.digits: one key/],
    ['key and fact', YAML.replace('digits: "2"', 'digits: "2", fact: pin'), /^line 8: .*either digits or fact/],
    ['a number that is none', YAML.replace('+18005550100', '800 555'), /^line 3: number: .*E\.164/],
    ['an unknown field', YAML.replace('label: cards', 'lable: cards'), /^line 8: .*unknown field lable/],
    [
      'a number to say',
      YAML.replace('say: dispute a charge', 'say: member 44718812'),
      /^line 10: paths\.0\.steps\.3\.say: no number/,
    ],
    ['nothing expected', YAML.replace('expect: [tell me what happened], ', ''), /^line 10: .*"expect" is a list/],
  ])('%s', (_what, text, line) => expect(check(text).lines[0]).toMatch(line));
});
