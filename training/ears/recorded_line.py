"""A made call as it grows: sounds one after the other, each with its label; at the end it goes through a channel into the form of the shared phone audio."""
import json
import os
import zlib

import numpy as np

from audio import HOP, RATE, channel, encode, levels_db


def tone(hzs, seconds, db=-18):
    t = np.arange(int(seconds * RATE)) / RATE
    return 10 ** (db / 20) * sum(np.sin(2 * np.pi * hz * t) for hz in hzs)


RINGBACKS = {"us": ((440, 480), [2, 4]), "uk": ((400, 450), [0.4, 0.2, 0.4, 2]), "eu": ((425,), [1, 4]), "fr": ((440,), [1.5, 3.5])}
ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477)


def recording_id(x):
    """The same for the very same audio."""
    return f"{zlib.crc32(x.tobytes()):08x}"


class Line:
    def __init__(self, rng):
        self.rng = rng
        self.parts, self.segments, self.humans = [], [], []
        self.total = 0
        self.level = rng.uniform(-24, -15)
        self.hold = 0.0

    def add(self, x, label, **more):
        start = self.total / RATE
        self.parts.append(x)
        self.total += len(x)
        self.segments.append({"start": start, "end": self.total / RATE, "label": label, **more})

    def silence(self, low, high):
        self.add(np.zeros(int(self.rng.uniform(low, high) * RATE)), "silence")

    def ringback(self):
        hzs, cadence = RINGBACKS[self.rng.choice(list(RINGBACKS))]
        for _ in range(int(self.rng.integers(1, 3))):
            for index, seconds in enumerate(cadence):
                if index % 2 == 0:
                    self.add(tone(hzs, seconds), "ringback")
                else:
                    self.add(np.zeros(int(seconds * RATE)), "ringback", accept=["silence"])
        # The call is answered some time in the pause.
        self.segments[-1]["end"] = self.segments[-1]["start"] + self.rng.uniform(0.1, cadence[-1])
        cut = int((self.total - self.segments[-1]["end"] * RATE))
        self.parts[-1] = self.parts[-1][: len(self.parts[-1]) - cut]
        self.total -= cut

    def dtmf(self):
        for _ in range(int(self.rng.integers(1, 6))):
            self.add(tone((self.rng.choice(ROWS), self.rng.choice(COLUMNS)), self.rng.uniform(0.08, 0.2), -16), "tone", sub="dtmf")
            self.add(np.zeros(int(self.rng.uniform(0.08, 0.2) * RATE)), "silence", accept=["tone"])

    def click(self, x):
        """Something is switched at the beginning of a sound."""
        n = min(len(x), int(0.01 * RATE))
        x[:n] += self.rng.standard_normal(n) * 10 ** (self.rng.uniform(-40, -15) / 20) * np.exp(-np.arange(n) / 15)

    def say(self, x, source, **more):
        """A recording, its long pauses labelled as silence; some are switched on with a click and a little before they speak."""
        more["recording_id"] = recording_id(x)
        if self.rng.random() < 0.12:
            lead = np.zeros(int(self.rng.uniform(0.02, 0.4) * RATE))
            self.click(lead)
            self.add(lead, "silence")
        level = levels_db(x)
        loud = level > max(-60, np.percentile(level, 95) - 30)
        edges = np.flatnonzero(loud)
        at = 0
        for a, b in zip(edges[:-1], edges[1:]):
            if b - a > 28:
                self.add(x[at : (a + 1) * HOP], "ivr", voice=source, **more)
                self.add(x[(a + 1) * HOP : b * HOP], "silence", accept=["ivr"])
                at = b * HOP
        self.add(x[at:], "ivr", voice=source, **more)

    def music(self, tune, seconds):
        start = int(self.rng.integers(0, max(1, len(tune) - int(seconds * RATE))))
        x = np.tile(tune, int(seconds * RATE) // len(tune) + 2)[start : start + int(seconds * RATE)]
        self.add(x, "music")

    def write(self, folder, name, scenario):
        x = channel(np.concatenate(self.parts), self.rng)
        agents = [h for h in self.humans if h["role"] == "agent"]
        merged = []
        for s in self.segments:
            if s["end"] - s["start"] > 1e-6:
                merged.append({k: (round(v, 3) if isinstance(v, float) else v) for k, v in s.items()})
        truth = {"name": name, "scenario": scenario, "duration": len(x) / RATE, "human_at": agents[0]["start"] if agents else None, "humans": self.humans,
                 "hold_seconds": self.hold, "tags": [], "segments": merged, "transcript": []}
        with open(os.path.join(folder, name + ".ulaw"), "wb") as file:
            file.write(encode(x))
        with open(os.path.join(folder, name + ".json"), "w", encoding="utf8") as file:
            json.dump(truth, file)
