import * as ports from './ports.ts';
import type { Services } from './services.ts';

/** The real clients behind all ports: what one process that runs every Lambda needs. */
export function wire(wiring: ports.Wiring): Services {
  const { environment, clock, log, meter } = wiring;
  return {
    environment,
    clock,
    log,
    meter,
    calls: ports.calls(wiring),
    owners: ports.owners(wiring),
    flows: ports.flows(wiring),
    facts: ports.facts(wiring),
    line: ports.line(wiring),
    telephony: ports.telephony(wiring),
    notifier: ports.notifier(wiring),
    workflow: ports.workflow(wiring),
    workers: ports.workers(wiring),
    recordings: ports.recordings(wiring),
    live: ports.live(wiring),
    model: ports.model(wiring),
  };
}
