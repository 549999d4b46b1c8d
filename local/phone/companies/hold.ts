import type { Script } from '#local/phone/sound/stage.ts';
import type { Hold } from './company.ts';
import type { Scene } from './company-party.ts';
import { itemPlayer } from './items.ts';

/**
 * Waits in the queue. When somebody is free the music is cut, an announcement is finished.
 * @returns false when the line drops instead
 */
export function* hold(scene: Scene, { music, lastsMs, loop, drops }: Hold): Script<boolean> {
  const { stage } = scene;
  const playItem = itemPlayer(scene, music);
  const dropsAtMs = drops?.onCalls.includes(stage.attempt.number)
    ? stage.nowMs + drops.afterMs
    : Number.POSITIVE_INFINITY;
  const freeAtMs = Math.max(
    stage.nowMs + (scene.holdMs ?? lastsMs),
    dropsAtMs < Number.POSITIVE_INFINITY ? dropsAtMs : 0,
  );
  const dropped = () => stage.nowMs >= dropsAtMs;
  const free = () => stage.nowMs >= freeAtMs;
  while (!free() && !dropped()) {
    for (const item of loop) {
      if (free() || dropped()) break;
      yield* playItem(item, { sound: () => free() || dropped(), voice: dropped });
    }
  }
  return !dropped();
}
