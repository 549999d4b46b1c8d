"""What was found in calls by networks that never heard the voice in question: each person and each false ring counts where its voice was left out.

usage: python3 unheard.py DIR PRED0 PRED1 PRED2 ...
PRED K is what `npm run bench:ears -- DIR --out PREDK --voice foldK.json` wrote, foldK.json by train_voice.py --without-fold K. DIR is in the form of the shared phone audio.
A ring is on the voice that spoke last; on a voicemail that a person recorded it is forgiven, as score.mjs does.
"""
import glob
import json
import os
import sys

from train_voice import fold_of

EARLY_SECONDS, LATE_SECONDS = 0.2, 1.5


def read(path):
    with open(path, encoding="utf8") as file:
        return json.load(file)


def main():
    folder, *predictions = sys.argv[1:]
    people, waits, missed, false, hold_seconds = 0, [], [], [], 0.0
    for path in sorted(glob.glob(os.path.join(folder, "timelines", "*.json"))):
        truth = read(path)
        name = os.path.basename(path)[: -len(".json")]
        hold_seconds += truth["hold_seconds"]
        agents = [h for h in truth["humans"] if h["role"] == "agent"]
        for fold, predicted in enumerate(predictions):
            alarms = read(os.path.join(predicted, f"{name}.json"))["human_alarms"]
            if agents and fold_of(agents[0]["voice"]) == fold:
                people += 1
                right = [t - agents[0]["start"] for t in alarms if agents[0]["start"] - EARLY_SECONDS <= t <= agents[0]["end"] + LATE_SECONDS]
                waits += [max(0, right[0])] if right else []
                missed += [] if right else [name]
            for t in alarms:
                if any(h["start"] - EARLY_SECONDS <= t <= h["end"] + LATE_SECONDS for h in truth["humans"]):
                    continue
                spoken = [s for s in truth["segments"] if s["start"] <= t and s["label"] in ("ivr", "human")]
                if not spoken or fold_of(spoken[-1].get("voice", "")) != fold:
                    continue
                if "human-voice-recording" in truth.get("tags", []) and spoken[-1].get("sub") == "voicemail":
                    continue
                false.append(f"{name}@{t:.1f}")
    waits.sort()
    at = lambda share: waits[min(len(waits) - 1, int(share * len(waits)))] if waits else float("nan")
    print(f"people found {len(waits)} of {people}, after {at(0.5):.2f} s (median), {at(0.95):.2f} s (95th percentile); missed: {' '.join(missed) or '-'}")
    print(f"false rings {len(false)} = {len(false) / (hold_seconds / 3600):.1f} an hour of hold: {' '.join(false[:12]) or '-'}")


if __name__ == "__main__":
    main()
