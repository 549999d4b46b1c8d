"""Whole calls, mixed by chance from given material in the form of the shared phone audio: NAME.ulaw and NAME.json.

The judge's weights are fitted on these, each call made only of voices and music that the networks in use were not trained on.
"""
import os

import numpy as np

from audio import RATE, at_level
from prompts import recording, talk
from recorded_line import Line, recording_id, tone


class Call:
    """What happens in a call, on its line."""

    def __init__(self, material, rng):
        self.m, self.rng, self.line = material, rng, Line(rng)
        self.scenario = "hold"

    def prompt(self, source=None, low=1.5, high=14):
        return recording(self.m, self.rng, self.line.level, source, low, high)

    def says(self, source, sub, low=1.5, high=14):
        """@returns who spoke"""
        x, source = self.prompt(source, low, high)
        self.line.say(x, source, sub=sub)
        return source

    def menu(self, voice):
        """A greeting, and one to three prompts that wait for a key: it comes, or nothing does, and the prompt is repeated."""
        rng, line = self.rng, self.line
        if rng.random() < 0.8:
            self.says(voice, "greet", rng.uniform(1.5, 6), 12)
            line.silence(0.2, 1.4)
        for _ in range(int(rng.integers(1, 4))):
            low = rng.uniform(1.5, 12)
            x, source = self.prompt(voice, low, low + 10)
            line.say(x, source, sub="menu")
            while rng.random() < 0.35:
                line.silence(2.0, 5.5)
                if rng.random() < 0.6:
                    self.says(voice, "no choice", 0.8, 3.5)
                    line.silence(0.2, 1.2)
                line.say(x, source, sub="menu")
            if rng.random() < 0.85:
                # The key is pressed when the prompt has ended, and heard back by some lines only.
                line.silence(0.8, 4.0)
                if rng.random() < 0.4:
                    line.dtmf()
                line.silence(0.2, 2.0)
            else:
                line.silence(0.3, 1.2)
        if rng.random() < 0.6:
            self.says(voice, "transfer", 0.8, 4)
            line.silence(0.3, 0.8)

    def announcements(self, voice):
        """What a queue says: one or two prompts in turn, and a stranger's advert sometimes. @returns a function that gives the next one"""
        rng = self.rng
        own = [self.prompt(voice, rng.uniform(3, 9), 12)]
        if rng.random() < 0.3:
            own.append(self.prompt(own[0][1], 3, 12))
        advert = self.prompt(None, 4, 10) if rng.random() < 0.3 else None
        number = -1

        def next_one():
            nonlocal number
            number += 1
            return advert if advert is not None and rng.random() < 0.3 else own[number % len(own)]

        return next_one

    def holding(self, voice, seconds):
        rng, line = self.rng, self.line
        tune = at_level(self.m.tune(rng), line.level + rng.uniform(-5, 3))
        silent = rng.random() < 0.1
        # Some music drops out for a moment, and most of all where an announcement is switched to.
        patchy = rng.random() < 0.04
        # In some queues one announcement follows the other with a pause between.
        in_a_row = rng.random() < 0.3
        next_one = self.announcements(voice if rng.random() < 0.7 else None)
        begin = line.total
        until = line.total + seconds * RATE
        while line.total < until:
            run = rng.uniform(8, 45)
            line.add(np.zeros(int(run * RATE)), "silence") if silent else line.music(tune, run)
            if line.total >= until:
                break
            if rng.random() < (0.3 if patchy else 0.1):
                line.silence(0.3, 1.5)
                continue
            x, source = next_one()
            if not silent and rng.random() < 0.22:
                back = np.tile(tune, len(x) // len(tune) + 1)[: len(x)] * 10 ** (-rng.uniform(8, 20) / 20)
                line.add(x + back, "ivr", voice=source, over_music=True, recording_id=recording_id(x))
                continue
            line.silence(0.05, 0.75)
            if patchy and rng.random() < 0.8:
                line.silence(0.3, 1.3)
            line.say(x, source, sub="announcement")
            while in_a_row and rng.random() < 0.45:
                line.silence(1.0, 4.0)
                x, source = self.prompt(source, 2, 9) if rng.random() < 0.5 else next_one()
                line.say(x, source, sub="announcement")
            line.silence(0.05, 2.0 if patchy else 0.9)
        if not silent and line.segments[-1]["label"] != "music" and rng.random() < 0.9:
            line.music(tune, rng.uniform(0.5, 8))
        line.hold += (line.total - begin) / RATE

    def human(self, role="agent", phrases_left=None, after=None):
        """Somebody picks up, perhaps with a click and the noise of a room, and speaks after a moment: between so many seconds, if `after` is given."""
        rng, line = self.rng, self.line
        if after is None:
            line.silence(0.05, 0.6)
        level = line.level + rng.uniform(-6, 4)
        spoken, source = talk(self.m, rng, level, phrases_left)
        open_for, open_after = (np.zeros(int(rng.uniform(low, high) * RATE)) for low, high in (after or (0.05, 2.0), (0.6, 1.5)))
        parts = [(open_for, "silence"), *spoken, (open_after, "silence")]
        whole = np.concatenate([x for x, _ in parts])
        if rng.random() < 0.58:
            whole = whole + at_level(self.m.bed(len(whole), rng), level - rng.uniform(15, 38))
        if rng.random() < 0.4:
            line.click(whole)
        start = (line.total + len(open_for)) / RATE
        at = 0
        for x, label in parts:
            line.add(whole[at : at + len(x)], label, **({"voice": source, "sub": role} if label == "human" else {}))
            at += len(x)
        line.humans.append({"start": start, "end": line.total / RATE, "role": role, "voice": source})

    def voicemail(self, voice):
        self.scenario = "voicemail"
        self.says(voice, "voicemail")
        self.line.silence(0.2, 0.6)
        self.line.add(tone((self.rng.choice([440, 800, 1000, 1400]),), self.rng.uniform(0.2, 0.9)), "tone", sub="beep")
        self.line.silence(4, 8)

    def intercept(self, voice):
        self.scenario = "intercept"
        for hz in (950, 1400, 1800):
            self.line.add(tone((hz,), 0.33), "tone", sub="sit")
        self.line.silence(0.2, 0.8)
        x, source = self.prompt(voice, 4)
        for _ in range(2):
            self.line.say(x, source, sub="intercept")
            self.line.silence(0.5, 1.5)
        self.line.silence(1, 4)

    def menus_only(self, voice):
        self.scenario = "menus only"
        self.menu(voice)
        self.menu(voice)
        self.says(voice, "closed", 3)
        self.line.silence(1, 5)

    def queue(self, voice):
        """A hold, perhaps another company's after it, and at its end a person, or nobody."""
        rng, line = self.rng, self.line
        line.silence(0.3, 0.9)
        self.holding(voice, rng.uniform(15, 150))
        if rng.random() < 0.15:
            line.silence(0.2, 1.0)
            line.ringback()
            source = self.says(None, "greet")
            line.silence(0.3, 0.9)
            self.holding(source, rng.uniform(20, 70))
        if rng.random() < 0.72:
            self.human()
            return
        self.scenario = "no human"
        if rng.random() < 0.2:
            line.silence(0.1, 0.8)
            self.says(voice, "closing", 3)
        line.silence(2, 4)

    def connected(self, voice):
        """A hold, an announcement ("I am connecting you now"), and after a breath a person, or the announcement goes on."""
        rng, line = self.rng, self.line
        self.scenario = "connected"
        line.silence(0.3, 0.9)
        self.holding(voice, rng.uniform(10, 40))
        if rng.random() < 0.5:
            line.silence(0.05, 0.75)
        self.says(voice if rng.random() < 0.8 else None, "transfer", 1, 6)
        if rng.random() < 0.8:
            self.human(after=(0.1, 0.9))
            return
        line.silence(0.3, 0.9)
        self.says(voice, "announcement", 1, 6)
        line.silence(2, 4)


def connected(material, rng):
    """A call whose person follows an announcement after a breath: few of `call` do."""
    c = Call(material, rng)
    c.line.silence(0.1, 0.9)
    if rng.random() < 0.9:
        c.line.ringback()
    c.connected(material.pick(material.recordings, rng)["source"])
    return c


def call(material, rng):
    c = Call(material, rng)
    c.line.silence(0.1, 0.9)
    kind = rng.random()
    if rng.random() < 0.9:
        c.line.ringback()
    voice = material.pick(material.recordings, rng)["source"]
    if kind < 0.1:
        c.scenario = "direct"
        c.human(phrases_left=5)
    elif kind < 0.2:
        c.voicemail(voice)
    elif kind < 0.23:
        c.intercept(voice)
    elif kind < 0.28:
        c.menus_only(voice)
    elif kind < 0.33:
        c.scenario = "receptionist"
        c.human("receptionist", 2)
        c.queue(voice)
    else:
        c.menu(voice)
        # From some menus the call is passed on, and a person answers without any queue.
        if rng.random() < 0.08:
            c.scenario = "passed on"
            c.line.ringback()
            c.human()
        else:
            c.queue(voice)
    return c


def write_calls(material, folder, count, seed, kind=call):
    os.makedirs(folder, exist_ok=True)
    for index in range(count):
        rng = np.random.default_rng([seed, index])
        made = kind(material, rng)
        made.line.write(folder, f"g{index:03d}", made.scenario)
