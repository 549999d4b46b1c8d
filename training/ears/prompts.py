"""Speech cut as companies and people use it: phrases of a person, prompts without quiet at their ends, and prompts put together of several."""
import numpy as np

from audio import HOP, RATE, at_level, levels_db


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


def recording(material, rng, level, source=None, low=1.5, high=14):
    """One prompt, or several of a voice joined: mostly with short pauses; one in eight announcements is put together from short pieces. @returns audio, source"""
    if source is None:
        item = material.pick(material.recordings, rng)
    else:
        group = material.recordings[source]
        item = group[int(rng.integers(len(group)))]
    x = tidy(item["x"], rng)
    group = material.recordings[item["source"]]
    spliced = rng.random() < 0.12
    if spliced:
        group = sorted(group, key=lambda one: len(one["x"]))[: max(3, len(group) // 3)]
    while len(x) < low * RATE and rng.random() < 0.9:
        gap = rng.uniform(0.02, 0.25) if spliced else rng.uniform(0.5, 1.3) if rng.random() < 0.08 else rng.uniform(0.1, 0.5)
        x = np.concatenate([x, np.zeros(int(gap * RATE)), tidy(group[int(rng.integers(len(group)))]["x"], rng)])
    x = at_level(x[: int(high * RATE)], level + rng.uniform(-3, 3))
    if rng.random() < 0.35:
        # The room of a prompt is seldom heard before its first word: prompts are cut for use, a person's line opens first.
        if rng.random() < 0.06:
            x = np.concatenate([np.zeros(int(rng.uniform(0.1, 0.9) * RATE)), x])
        x = x + at_level(material.bed(len(x), rng), level - rng.uniform(18, 42))
    return x, item["source"]


def talk(material, rng, level, count=None):
    """What a person says: phrases, and the pauses that they leave. @returns parts of audio with their labels, source"""
    item = material.pick(material.humans, rng)
    group = material.humans[item["source"]]
    count = count or int(rng.integers(1, 6))
    # Nobody says the same twice with the same sound.
    order = rng.permutation(len(group))
    speech = [phrase for index in order[:8] for phrase in phrases(group[int(index)]["x"])]
    first = int(rng.integers(0, max(1, len(speech) - count)))
    while first + count < len(speech) and sum(map(len, speech[first : first + count])) < 2 * RATE:
        count += 1
    speech = speech[first : first + count]
    parts = []
    joined = rng.random() < 0.2
    for index, phrase in enumerate(speech):
        parts.append((at_level(phrase, level), "human"))
        if index < len(speech) - 1:
            pause = rng.uniform(0.3, 0.9) if joined or rng.random() < 0.15 else rng.uniform(0.8, 3.8)
            parts.append((np.zeros(int(pause * RATE)), "silence"))
    return parts, item["source"]
