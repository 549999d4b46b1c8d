"""Calls of half a minute, mixed by chance from voices and music, with what can be heard at every 20 ms."""
import numpy as np
from scipy import signal

import music
import singing
from audio import HOP, RATE, another_mouth, at_level, channel, in_a_room, levels_db

IGNORED, NOISE, SPEECH, MUSIC = -1, 0, 1, 2
STREAM_SECONDS = 24


def spoken(x):
    """Per frame: True while somebody speaks; pauses up to 0.4 s count as speaking."""
    level = levels_db(x)
    if len(level) == 0:
        return np.zeros(0, bool)
    loud = level > max(-62, np.percentile(level, 95) - 28)
    speaking = loud.copy()
    edges = np.flatnonzero(loud)
    for a, b in zip(edges[:-1], edges[1:]):
        if b - a <= 20:
            speaking[a:b] = True
    return speaking


def piece(x, rng, low, high):
    length = int(rng.uniform(low, high) * RATE)
    if len(x) <= length:
        return x
    start = int(rng.integers(0, len(x) - length))
    return x[start : start + length]


class Material:
    """What streams are mixed from; one for each fold of a cross-validation. Voices that are not read from books come `rare` times as often, synthesised ones `made` times."""

    def __init__(self, items, rng, composed=60, sung=60, rare=1, made=None):
        self.rare = rare
        self.made = rare if made is None else made
        by = lambda *kinds: [i for i in items if i["kind"] in kinds]
        self.humans = self._grouped(by("human"))
        self.recordings = self._grouped(by("recording"))
        self.music = self._grouped(by("music"))
        self.vocals = self._grouped(by("music_vocal"))
        self.noise = by("noise")
        self.composed = [music.compose(16, rng) for _ in range(composed)]
        everyone = by("human", "recording")
        self.singing = [music.sing(piece(everyone[int(rng.integers(len(everyone)))]["x"], rng, 4, 8), rng) for _ in range(sung)]

    @staticmethod
    def _grouped(items):
        groups = {}
        for item in items:
            groups.setdefault(item["source"], []).append(item)
        return groups

    def pick(self, groups, rng):
        """Sources with much material come more often, but not in proportion."""
        names = sorted(groups)
        weight = np.array([min(400, sum(len(i["x"]) for i in groups[n]) / RATE) ** 0.5 for n in names])
        # Read books are many; meetings, calls and commands are nearer to an agent.
        share = lambda n: 1 if n.startswith(("libri", "vctk")) else self.made if n.startswith(("espeak", "flite", "festival")) else self.rare
        weight *= np.array([share(n) for n in names])
        name = names[int(rng.choice(len(names), p=weight / weight.sum()))]
        return groups[name][int(rng.integers(len(groups[name])))]

    def tune(self, rng):
        """Music of a hold: found, composed, sung, or sung over something."""
        kind = rng.random()
        if kind < 0.45 and self.music:
            x = self.pick(self.music, rng)["x"]
        elif kind < 0.62 and self.vocals:
            x = self.pick(self.vocals, rng)["x"]
        elif kind < 0.8:
            x = self.composed[int(rng.integers(len(self.composed)))]
        else:
            x = self.singing[int(rng.integers(len(self.singing)))]
            if rng.random() < 0.8:
                under = self.composed[int(rng.integers(len(self.composed)))]
                x = x[: len(under)] + at_level(under[: len(x)], rng.uniform(-34, -19))
        return x

    def bed(self, length, rng):
        """Noise of a room."""
        if self.noise and rng.random() < 0.5:
            x = self.noise[int(rng.integers(len(self.noise)))]["x"]
            x = np.tile(x, length // len(x) + 1)
            start = int(rng.integers(0, len(x) - length + 1))
            return x[start : start + length]
        white = rng.standard_normal(length)
        return signal.lfilter([1, 0.3], [1, -rng.uniform(0.3, 0.97)], white)


class Songs(Material):
    """The same with more kinds of singing: for the network that must not take a song for a voice."""

    def __init__(self, items, rng, composed=60, vocoded=60, sung=400, rare=1):
        super().__init__(items, rng, composed, vocoded, rare)
        someone = lambda: piece(self.pick(self.humans if rng.random() < 0.6 else self.recordings, rng)["x"], rng, 4, 9)
        self.songs = [self._accompanied(x, beat, rng) for x, beat in singing.sing([someone() for _ in range(sung)], rng)]

    def _accompanied(self, x, beat, rng):
        """A sung voice alone, or to drums of its own beat."""
        x = np.tile(x, 2) if len(x) < 6 * RATE else x
        return x if rng.random() < 0.5 else x + at_level(music.compose(len(x) / RATE + 1, rng, beat)[: len(x)], -20 - rng.uniform(-6, 9))

    def band(self, rng):
        """Music without a voice, found or composed."""
        return self.pick(self.music, rng)["x"] if self.music and rng.random() < 0.75 else self.composed[int(rng.integers(len(self.composed)))]

    def tune(self, rng):
        kind = rng.random()
        if kind < 0.45:
            return self.band(rng)
        if kind < 0.62 and self.vocals:
            return another_mouth(piece(self.pick(self.vocals, rng)["x"], rng, 10, 22), rng)
        sung = self.singing if rng.random() < 0.2 else self.songs
        x = sung[int(rng.integers(len(sung)))]
        if rng.random() < 0.7:
            under = piece(self.band(rng), rng, 8, 20)
            under = np.tile(under, len(x) // len(under) + 1)[: len(x)]
            x = at_level(x, -20) + at_level(under, -20 - rng.uniform(-8, 14))
        return x


def stream(material, rng):
    """@returns audio, class per frame"""
    parts, labels = [], []
    total = 0

    def add(x, label):
        nonlocal total
        x = x[: len(x) // HOP * HOP]
        parts.append(x)
        labels.append(label[: len(x) // HOP] if isinstance(label, np.ndarray) else np.full(len(x) // HOP, label))
        total += len(x)

    level = rng.uniform(-26, -14)
    while total < STREAM_SECONDS * RATE:
        kind = rng.random()
        if kind < 0.14:
            add(np.zeros(int(rng.uniform(0.1, 2.5) * RATE)), NOISE)
        elif kind < 0.2:
            x = material.bed(int(rng.uniform(0.4, 3) * RATE), rng)
            add(at_level(x, rng.uniform(-62, -30)), NOISE)
        elif kind < 0.55:
            groups = material.humans if rng.random() < 0.5 else material.recordings
            x = another_mouth(piece(material.pick(groups, rng)["x"], rng, 0.8, 9), rng)
            label = np.where(spoken(x), SPEECH, NOISE)
            if rng.random() < 0.3:
                x = in_a_room(x, rng)
            x = at_level(x, level + rng.uniform(-9, 5))
            if rng.random() < 0.4:
                x = x + at_level(material.bed(len(x), rng), active_or(x, level) - rng.uniform(12, 38))
            add(x, label)
            add(np.zeros(int(rng.uniform(0, 0.9) * RATE)), NOISE)
        elif kind < 0.7:
            voice = at_level(piece(material.pick(material.recordings if rng.random() < 0.75 else material.humans, rng)["x"], rng, 1.5, 9), level)
            tune = piece(material.tune(rng), rng, 12, 20)
            tune = at_level(np.tile(tune, (len(voice) + 4 * RATE) // len(tune) + 1)[: len(voice) + 4 * RATE], level + rng.uniform(-2, 2))
            before = int(rng.uniform(0.5, 3) * RATE) // HOP * HOP
            ducked = 10 ** (-rng.uniform(6, 22) / 20)
            gain = np.ones(len(tune))
            gain[before : before + len(voice)] = ducked
            ramp = int(rng.uniform(0.02, 0.3) * RATE)
            gain = signal.lfilter(np.ones(ramp) / ramp, [1], gain, zi=np.full(ramp - 1, 1.0) * np.arange(ramp - 1, 0, -1) / ramp)[0]
            x = tune * gain
            x[before : before + len(voice)] += voice
            label = np.full(len(x) // HOP, MUSIC)
            speaking = spoken(voice)
            label[before // HOP : before // HOP + len(speaking)] = np.where(speaking, SPEECH, IGNORED)
            add(x, label)
        else:
            x = at_level(piece(material.tune(rng), rng, 1.5, 12), level + rng.uniform(-6, 3))
            quiet = levels_db(x) < -58
            add(x, np.where(quiet, IGNORED, MUSIC))
            if rng.random() < 0.4:
                add(np.zeros(int(rng.uniform(0.05, 0.9) * RATE)), NOISE)
    x = np.concatenate(parts)[: STREAM_SECONDS * RATE]
    y = np.concatenate(labels)[: STREAM_SECONDS * RATE // HOP]
    return channel(x, rng), y


def active_or(x, level):
    return level if len(x) == 0 else 10 * np.log10(np.mean(x * x) + 1e-9)
