"""Whole calls, mixed by chance from given material in the form of the shared phone audio: NAME.ulaw and NAME.json.

The judge's weights are fitted on these, each call made only of voices and music that the networks in use were not trained on.
"""
import json
import os

import numpy as np
from scipy import signal

from audio import HOP, RATE, at_level, channel, encode, levels_db
from mixtures import piece


def tone(hzs, seconds, db=-18):
    t = np.arange(int(seconds * RATE)) / RATE
    return 10 ** (db / 20) * sum(np.sin(2 * np.pi * hz * t) for hz in hzs)


RINGBACKS = {"us": ((440, 480), [2, 4]), "uk": ((400, 450), [0.4, 0.2, 0.4, 2]), "eu": ((425,), [1, 4]), "fr": ((440,), [1.5, 3.5])}
ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477)


def phrases(x):
    """Cuts speech at its pauses of 0.35 s and more."""
    level = levels_db(x)
    loud = np.flatnonzero(level > max(-60, np.percentile(level, 95) - 28)) if len(level) else []
    if len(loud) == 0:
        return [x]
    cuts = [loud[0]]
    out = []
    for a, b in zip(loud[:-1], loud[1:]):
        if b - a > 18:
            out.append(x[cuts[-1] * HOP : (a + 2) * HOP])
            cuts.append(b)
    out.append(x[cuts[-1] * HOP : (loud[-1] + 2) * HOP])
    return [p for p in out if len(p) > 0.25 * RATE] or [x]


def tidy(x, rng):
    """A prompt as it is cut for use: without quiet at its ends, and mostly without long pauses."""
    level = levels_db(x)
    loud = np.flatnonzero(level > max(-60, np.percentile(level, 95) - 30)) if len(level) else []
    if len(loud) == 0:
        return x
    keep = np.ones(len(level), bool)
    keep[: max(0, loud[0] - 2)] = keep[loud[-1] + 3 :] = False
    if rng.random() < 0.9:
        longest = rng.integers(20, 40)
        for a, b in zip(loud[:-1], loud[1:]):
            if b - a > longest:
                keep[a + longest // 2 : b - longest // 2] = False
    return x[: len(level) * HOP].reshape(-1, HOP)[keep].ravel()


class Call:
    def __init__(self, material, rng):
        self.m, self.rng = material, rng
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

    def recording(self, source=None, low=1.5, high=14):
        """One prompt, or several of a voice joined: mostly with short pauses; one in eight announcements is put together from short pieces."""
        if source is None:
            item = self.m.pick(self.m.recordings, self.rng)
        else:
            group = self.m.recordings[source]
            item = group[int(self.rng.integers(len(group)))]
        x = tidy(item["x"], self.rng)
        group = self.m.recordings[item["source"]]
        spliced = self.rng.random() < 0.12
        if spliced:
            group = sorted(group, key=lambda one: len(one["x"]))[: max(3, len(group) // 3)]
        while len(x) < low * RATE and self.rng.random() < 0.9:
            gap = self.rng.uniform(0.02, 0.25) if spliced else self.rng.uniform(0.5, 1.3) if self.rng.random() < 0.08 else self.rng.uniform(0.1, 0.5)
            x = np.concatenate([x, np.zeros(int(gap * RATE)), tidy(group[int(self.rng.integers(len(group)))]["x"], self.rng)])
        x = at_level(x[: int(high * RATE)], self.level + self.rng.uniform(-3, 3))
        if self.rng.random() < 0.35:
            # The room of a prompt is often heard before its first word, as that of a person is.
            if self.rng.random() < 0.3:
                x = np.concatenate([np.zeros(int(self.rng.uniform(0.1, 0.9) * RATE)), x])
            x = x + at_level(self.m.bed(len(x), self.rng), self.level - self.rng.uniform(18, 42))
        return x, item["source"]

    def click(self, x):
        """Something is switched at the beginning of a sound."""
        n = min(len(x), int(0.01 * RATE))
        x[:n] += self.rng.standard_normal(n) * 10 ** (self.rng.uniform(-40, -15) / 20) * np.exp(-np.arange(n) / 15)

    def say(self, x, source, **more):
        """A recording, its long pauses labelled as silence; some are switched on with a click and a little before they speak."""
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

    def menu(self, voice):
        for step in range(int(self.rng.integers(2, 4))):
            low = self.rng.uniform(1.5, 12)
            x, source = self.recording(voice, low, low + 10)
            self.say(x, source, sub="greet" if step == 0 else "menu")
            self.silence(0.4, 1.4)
            if step > 0 and self.rng.random() < 0.5:
                self.dtmf()
                self.silence(0.3, 1.0)
        if self.rng.random() < 0.6:
            x, source = self.recording(voice, 0.8, 4)
            self.say(x, source, sub="transfer")
            self.silence(0.3, 0.8)

    def music(self, tune, seconds):
        start = int(self.rng.integers(0, max(1, len(tune) - int(seconds * RATE))))
        x = np.tile(tune, int(seconds * RATE) // len(tune) + 2)[start : start + int(seconds * RATE)]
        self.add(x, "music")

    def holding(self, voice, seconds):
        rng = self.rng
        tune = at_level(self.m.tune(rng), self.level + rng.uniform(-5, 3))
        silent = rng.random() < 0.1
        # Some music drops out for a moment, and most of all where an announcement is switched to.
        patchy = rng.random() < 0.12
        voice = voice if rng.random() < 0.7 else None
        announcements = [self.recording(voice, rng.uniform(3, 9), 12)]
        if rng.random() < 0.3:
            announcements.append(self.recording(announcements[0][1], 3, 12))
        advert = self.recording(None, 4, 10) if rng.random() < 0.3 else None
        begin = self.total
        until = self.total + seconds * RATE
        number = 0
        while self.total < until:
            run = rng.uniform(8, 45)
            self.add(np.zeros(int(run * RATE)), "silence") if silent else self.music(tune, run)
            if self.total >= until:
                break
            if rng.random() < (0.3 if patchy else 0.1):
                self.silence(0.3, 1.5)
                continue
            x, source = advert if advert is not None and rng.random() < 0.3 else announcements[number % len(announcements)]
            number += 1
            if not silent and rng.random() < 0.35:
                back = np.tile(tune, len(x) // len(tune) + 1)[: len(x)] * 10 ** (-rng.uniform(8, 20) / 20)
                self.add(x + back, "ivr", voice=source, over_music=True)
            else:
                self.silence(0.05, 0.75)
                if patchy and rng.random() < 0.8:
                    self.silence(0.3, 1.3)
                self.say(x, source, sub="announcement")
                self.silence(0.05, 2.0 if patchy else 0.9)
        if not silent and self.segments[-1]["label"] != "music" and rng.random() < 0.9:
            self.music(tune, rng.uniform(0.5, 8))
        self.hold += (self.total - begin) / RATE

    def human(self, role="agent", phrases_left=None):
        rng = self.rng
        self.silence(0.05, 0.6)
        item = self.m.pick(self.m.humans, rng)
        group = self.m.humans[item["source"]]
        count = phrases_left or int(rng.integers(1, 6))
        # Nobody says the same twice with the same sound.
        order = rng.permutation(len(group))
        speech = [phrase for index in order[:8] for phrase in phrases(group[int(index)]["x"])]
        first = int(rng.integers(0, max(1, len(speech) - count)))
        while first + count < len(speech) and sum(map(len, speech[first : first + count])) < 2 * RATE:
            count += 1
        speech = speech[first : first + count]
        level = self.level + rng.uniform(-6, 4)
        line_open = np.zeros(int(rng.uniform(0.05, 2.0) * RATE))
        parts = [(line_open, "silence")]
        joined = rng.random() < 0.2
        for index, phrase in enumerate(speech):
            parts.append((at_level(phrase, level), "human"))
            if index < len(speech) - 1:
                pause = rng.uniform(0.3, 0.9) if joined or rng.random() < 0.15 else rng.uniform(0.8, 3.8)
                parts.append((np.zeros(int(pause * RATE)), "silence"))
        parts.append((np.zeros(int(rng.uniform(0.6, 1.5) * RATE)), "silence"))
        whole = np.concatenate([x for x, _ in parts])
        if rng.random() < 0.58:
            whole = whole + at_level(self.m.bed(len(whole), rng), level - rng.uniform(15, 38))
        if rng.random() < 0.4:
            self.click(whole)
        start = self.total / RATE + len(line_open) / RATE
        at = 0
        for x, label in parts:
            self.add(whole[at : at + len(x)], label, **({"voice": item["source"], "sub": role} if label == "human" else {}))
            at += len(x)
        self.humans.append({"start": start, "end": self.total / RATE, "role": role, "voice": item["source"]})

    def write(self, folder, name):
        x = channel(np.concatenate(self.parts), self.rng)
        agents = [h for h in self.humans if h["role"] == "agent"]
        merged = []
        for s in self.segments:
            if s["end"] - s["start"] > 1e-6:
                merged.append({k: (round(v, 3) if isinstance(v, float) else v) for k, v in s.items()})
        truth = {"name": name, "scenario": self.scenario, "duration": len(x) / RATE, "human_at": agents[0]["start"] if agents else None, "humans": self.humans,
                 "hold_seconds": self.hold, "tags": [], "segments": merged, "transcript": []}
        with open(os.path.join(folder, name + ".ulaw"), "wb") as file:
            file.write(encode(x))
        with open(os.path.join(folder, name + ".json"), "w", encoding="utf8") as file:
            json.dump(truth, file)


def call(material, rng):
    c = Call(material, rng)
    c.silence(0.1, 0.9)
    kind = rng.random()
    c.scenario = "hold"
    if rng.random() < 0.9:
        c.ringback()
    voice = c.m.pick(c.m.recordings, rng)["source"]
    if kind < 0.1:
        c.scenario = "direct"
        c.human(phrases_left=5)
        return c
    if kind < 0.2:
        c.scenario = "voicemail"
        x, source = c.recording(voice)
        c.say(x, source, sub="voicemail")
        c.silence(0.2, 0.6)
        c.add(tone((rng.choice([440, 800, 1000, 1400]),), rng.uniform(0.2, 0.9)), "tone", sub="beep")
        c.silence(4, 8)
        return c
    if kind < 0.23:
        c.scenario = "intercept"
        for hz in (950, 1400, 1800):
            c.add(tone((hz,), 0.33), "tone", sub="sit")
        c.silence(0.2, 0.8)
        x, source = c.recording(voice, 4)
        for _ in range(2):
            c.say(x, source, sub="intercept")
            c.silence(0.5, 1.5)
        c.silence(1, 4)
        return c
    if kind < 0.26:
        c.scenario = "menus only"
        c.menu(voice)
        c.menu(voice)
        x, source = c.recording(voice, 3)
        c.say(x, source, sub="closed")
        c.silence(1, 5)
        return c
    if kind < 0.32:
        c.scenario = "receptionist"
        c.human("receptionist", 2)
    else:
        c.menu(voice)
    c.silence(0.3, 0.9)
    c.holding(voice, rng.uniform(15, 150))
    if rng.random() < 0.15:
        c.silence(0.2, 1.0)
        c.ringback()
        x, source = c.recording(None)
        c.say(x, source, sub="greet")
        c.silence(0.3, 0.9)
        c.holding(source, rng.uniform(20, 70))
    if rng.random() < 0.72:
        c.human()
    else:
        c.scenario = "no human"
        if rng.random() < 0.2:
            c.silence(0.1, 0.8)
            x, source = c.recording(voice, 3)
            c.say(x, source, sub="closing")
        c.silence(2, 4)
    return c


def write_calls(material, folder, count, seed):
    os.makedirs(folder, exist_ok=True)
    for index in range(count):
        rng = np.random.default_rng([seed, index])
        call(material, rng).write(folder, f"g{index:03d}")
