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
  const dropping = drops?.onCalls.includes(stage.attempt.number) ?? false;
  const heldMs = scene.holdMs ?? lastsMs;
  const overAtMs = stage.nowMs + (drops && dropping ? Math.min(heldMs, drops.afterMs) : heldMs);
  const over = () => stage.nowMs >= overAtMs;
  while (!over()) {
    for (const item of loop) {
      if (over()) break;
      yield* playItem(item, dropping ? { sound: over, voice: over } : { sound: over });
    }
  }
  return !dropping;
}
