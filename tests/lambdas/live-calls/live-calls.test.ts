import type { Context } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { functions } from '#lambdas/functions.ts';
import { createContext } from '#local/aws/lambda/context.ts';
import { browser, inBrowser, noBrowser } from '#tests/support/browser.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:LiveCalls';
const context: Context = { ...createContext('LiveCalls', 'request', () => 60_000), invokedFunctionArn: functionArn };
const hostile = `<img src=x onerror="document.title='run'"><script>document.title='run'</script> & "Sons'`;

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

async function widget(event: object = {}): Promise<unknown> {
  const environment = { ...world.services.environment, LOG_GROUPS: '/aws/lambda/one,worker-log' };
  return functions.LiveCalls({ ...world.services, environment })(event, context);
}

const html = async (event?: object) => String(await widget(event));

/** On hold for 65 s in all: 5 s before it was given up once, and a minute until now. */
async function onHold(company: string | null = null): Promise<CallId> {
  const { calls, clock } = world.services;
  const { callId } = await world.aConnectedCall({ company });
  await calls.patch(callId, {
    executionArn: `arn:aws:states:us-east-1:111122223333:execution:HoldSlayer-call:${callId}`,
  });
  await calls.append(callId, {
    at: clock.now(),
    what: { kind: 'words.heard', track: 'inbound', fromMs: mediaMs(0), text: 'my secret words' },
  });
  await calls.append(callId, { at: clock.now(), what: { kind: 'hold.began', sound: 'music', levelDb: -20 } });
  await world.clock.sleep(5_000);
  await calls.append(callId, { at: clock.now(), what: { kind: 'hold.ended', heldMs: 5_000 } });
  await calls.append(callId, { at: clock.now(), what: { kind: 'hold.began' } });
  await world.holds(callId);
  await world.clock.sleep(60_000);
  return callId;
}

describe('the widget of live calls', () => {
  it('describes itself when CloudWatch asks', async () => {
    expect(await widget({ describe: true })).toEqual({ markdown: expect.stringMatching(/^## Live calls.*callId/s) });
  });

  it('says so when there is no call', async () => {
    expect(await html()).toBe('<p>No call is under way.</p>');
  });

  it('lists a call with its state, its time on hold, and where it is found; its number is shortened', async () => {
    const callId = await onHold();
    const text = await html({ widgetContext: { dashboardName: 'HoldSlayer' } });
    expect(text).toContain('1 under way, 1 on hold.');
    expect(text).toMatch(
      /<td>holding<\/td>\s*<td class="number">01:\d\d<\/td><td class="number">01:05<\/td><td>yes<\/td>/,
    );
    expect(text).toContain(
      `states/home?region=us-east-1#/v2/executions/details/arn%3Aaws%3Astates%3Aus-east-1%3A111122223333%3Aexecution%3AHoldSlayer-call%3A${callId}`,
    );
    expect(text).toContain(`/s3/buckets/bucket?region=us-east-1&amp;prefix=calls/${callId}/`);
    expect(text).toContain(
      `<cwdb-action action="call" display="popup" endpoint="${functionArn}">{&quot;callId&quot;:&quot;${callId}&quot;}</cwdb-action>`,
    );
    const { number } = (await world.services.calls.get(callId))?.request ?? {};
    expect(text).not.toContain(number);
  });

  it('says that nobody hears a call once there is something to hear', async () => {
    const { calls } = world.services;
    const callId = await world.aCall();
    expect(await html()).not.toContain('by nobody');
    await calls.patch(callId, { state: 'navigating' });
    expect(await html()).toContain('<td>by nobody</td>');
    await calls.patch(callId, { workerUrl: 'http://10.0.0.1:8081' });
    expect(await html()).not.toContain('by nobody');
  });

  it('says of no call whose company has hung up that somebody hears it', async () => {
    const { calls } = world.services;
    const { callId } = await world.aConnectedCall();
    expect(await html()).toContain('<td>yes</td>');
    await calls.patch(callId, { state: 'asking', legEndedAt: world.services.clock.now() });
    expect(await html()).not.toMatch(/<td>(yes|by nobody)<\/td>/);
  });

  it('shows the events of one call by their kinds, never what was said', async () => {
    const callId = await onHold();
    const text = await html({ callId });
    expect(text).toMatch(/words\.heard.*hold\.began.*hold\.ended/s);
    expect(text).not.toContain('secret');
    expect(await html({ callId: 'call_00000000000000000000000099' })).toContain('has no events');
  });

  it('takes anything for a call that is none as a question for all', async () => {
    expect(await html({ callId: '<script>' })).toBe('<p>No call is under way.</p>');
  });

  it('shows 50 calls and says that there are more', async () => {
    for (let count = 0; count < 51; count += 1) await world.aCall();
    expect(await html()).toContain('50 under way, 0 on hold. These are the first; there are more.');
  });

  it('fails visibly when the store does: CloudWatch shows an error instead of an empty list', async () => {
    world.breaks.calls.fail('listLive', new StoreUnavailable('DynamoDB: throttled'));
    await expect(widget()).rejects.toThrow('throttled');
  });
});

const look = `{
  title: document.title,
  rows: [...document.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText.trim())),
  links: [...document.querySelectorAll('#page a[href]')].map(({ href, target }) => [new URL(href).host, target]),
  intruders: document.querySelectorAll('#page script, #page img, #page [onerror]').length,
  log: decodeURIComponent([...document.querySelectorAll('#page a')].find((a) => a.innerText === 'log')?.hash.replaceAll('$', '%') ?? ''),
  action: JSON.parse(document.querySelector('cwdb-action')?.textContent ?? 'null'),
  follows: document.querySelector('cwdb-action')?.previousElementSibling?.innerText,
  isWide: document.querySelector('table').scrollWidth > document.documentElement.clientWidth,
}`;

describe.skipIf(browser === null)(`in a browser${browser === null ? ` (${noBrowser})` : ''}`, () => {
  it('a hostile name is text, links lead into the console, and the button carries the call', async () => {
    const callId = await onHold(hostile);
    const seen = await inBrowser(await html(), look);
    expect(seen).toMatchObject({
      title: 'untouched',
      intruders: 0,
      rows: [
        [
          callId,
          expect.stringMatching(/^<img src=x onerror="document\.title='run'">.* \(\+18…00\)$/),
          'holding',
          /./,
          '01:05',
          'yes',
          /./,
        ].map((each) => (each instanceof RegExp ? expect.stringMatching(each) : each)),
      ],
      links: Array.from({ length: 3 }, () => ['us-east-1.console.aws.amazon.com', '_blank']),
      action: { callId },
      follows: 'events',
      isWide: false,
    });
    expect(seen).toMatchObject({
      log: expect.stringMatching(
        /^#logsV2:logs-insights\?queryDetail=~\(end~0.*~source~\(~'\*2faws\*2flambda\*2fone~'worker-log\)\)$/,
      ),
    });
  });
});
