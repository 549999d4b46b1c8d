import { taskLeaves } from '#tests/support/task-leaves.ts';
import type { Death } from './ours/worker-fleet.ts';
import type { Rates } from './rates.ts';
import type { World } from './world.ts';

/** How EventBridge tells that ECS takes a worker away. */
const TOLD_MS = [300, 12_000] as const;
/** After which Lambda runs again what failed. */
const RUN_AGAIN_MS = 60_000;
const DOWN_MS = [200, 3_000] as const;
const OUTAGE_MS = [5_000, 40_000] as const;

/** What goes wrong for many calls at once, by the clock: workers die, streams drop, the interpreter restarts, speech-to-text is out. */
export function beginStorm(world: World): void {
  const { clock, fates, rates, product, phone, speech } = world;

  const every = (what: string, meanSeconds: number, act: () => void) => {
    if (meanSeconds === Number.POSITIVE_INFINITY) return;
    const next = () => {
      const waitMs = -Math.log(1 - fates.draw(`when ${what}`)) * meanSeconds * 1_000;
      clock.after(waitMs, () => {
        if (fates.enabled) act();
        next();
      });
    };
    next();
  };

  every('workerDeath', rates.everySeconds.workerDeath, () => {
    const how = deathOf(fates.draw('death'), rates.death);
    fates.note(`worker: ${how}`, null);
    const url = product.fleet.kill(Math.floor(fates.draw('victim') * 1_000), how);
    if (url === null || how !== 'taken away' || fates.draw('told never') < rates.takenAwayTold.never) return;
    const [least, most] = TOLD_MS;
    const tell = () => {
      const event = taskLeaves(new URL(url).hostname, clock.now());
      const run = () => product.invoke('HandOver', event);
      clock.after(least + (most - least) * fates.draw('told'), () => {
        void run().catch(() => clock.after(RUN_AGAIN_MS, () => void run().catch(() => {})));
      });
    };
    tell();
    if (fates.draw('told twice') < rates.takenAwayTold.twice) tell();
  });
  every('stateMachineRestart', rates.everySeconds.stateMachineRestart, () => {
    fates.note('Step Functions restart', null);
    const [least, most] = DOWN_MS;
    void product.machine.restart(least + (most - least) * fates.draw('down'));
  });
  every('speechOutage', rates.everySeconds.speechOutage, () => {
    const kind = fates.draw('outage');
    fates.note('speech-to-text is out', null);
    speech.fail(kind < 0.4 ? { refuseWith: 503 } : kind < 0.7 ? { silent: true } : { closeAfterAudioMs: 400 });
    const [least, most] = OUTAGE_MS;
    clock.after(least + (most - least) * fates.draw('outage'), () => speech.fail({}));
  });

  const dropStreams = () => {
    clock.after(1_000, dropStreams);
    if (!fates.enabled) return;
    for (const stream of world.liveStreams()) {
      const callId = world.callOf(stream.callSid);
      const dropped = fates.strikes(
        'stream drops',
        `stream ${callId} ${stream.tracks}`,
        rates.stream.dropsASecond,
        callId,
      );
      if (dropped) phone.cutStreams(stream.sid);
    }
  };
  dropStreams();
}

function deathOf(draw: number, { kill, drain, takenAway }: Rates['death']): Death {
  if (draw < kill) return 'SIGKILL';
  if (draw < kill + drain) return 'SIGTERM';
  return draw < kill + drain + takenAway ? 'taken away' : 'power cut';
}
