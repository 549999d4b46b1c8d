"""Utterances of people and of recordings, as a line leaves them: what the voice networks are trained on."""
import multiprocessing
import os

import numpy as np

import voices
from audio import HOP, RATE, another_mouth, at_level, channel, in_a_room, levels_db, log_mel, melody, pool
from mixtures import Material, piece, spoken

SECONDS = 9
LEAST_CONTEXT_SECONDS, CONTEXT_SECONDS = 0.1, 0.6
HUMAN_BED, RECORDING_BED = 0.58, 0.35
# Some people sit far from their microphone, and some companies record their prompts at a desk.
HUMAN_ROOM, RECORDING_ROOM = 0.15, 0.06
# How often what kind of voice comes, each kind divided among its voices.
READ, MADE_BEFORE_2010, MADE = ("libri", "vctk"), ("espeak", "flite", "festival"), ("gemini", "vapi")
HUMAN_SHARES = ((READ, 0.4), ((), 0.6))
RECORDING_SHARES = ((MADE_BEFORE_2010, 0.15), (MADE, 0.35), ((), 0.5))


def pick(groups, shares, rng):
    """One item: a kind of voice by its share, then a voice, then what it says."""
    kind = int(rng.choice(len(shares), p=[share for _, share in shares]))
    named = tuple(p for prefixes, _ in shares for p in prefixes)
    prefixes = shares[kind][0]
    names = [n for n in sorted(groups) if (n.startswith(prefixes) if prefixes else not n.startswith(named))]
    weight = np.array([min(300, sum(len(i["x"]) for i in groups[n]) / RATE) ** 0.4 for n in names])
    items = groups[names[int(rng.choice(len(names), p=weight / weight.sum()))]]
    return items[int(rng.integers(len(items)))]


def from_an_onset(x, rng, low, high):
    """A piece that begins as voices do on a line: after a pause, with a little of the sound before it."""
    level = levels_db(x)
    loud = level > max(-62, np.percentile(level, 95) - 25) if len(level) else np.zeros(0, bool)
    quiet_before = np.array([not loud[max(0, k - 7) : k].any() for k in range(len(loud))], bool)
    onsets = np.flatnonzero(loud & quiet_before)
    onsets = onsets[onsets < max(1, len(loud) - low * 50)]
    if len(onsets) == 0:
        return piece(x, rng, low, high)
    at = max(0, int(rng.choice(onsets)) - int(rng.integers(2, 8))) * HOP
    return x[at : at + int(rng.uniform(low, high) * RATE)]


def utterance(material, is_human, rng):
    """@returns audio of SECONDS, whether each frame is speech to be judged, the voice"""
    groups = material.humans if is_human else material.recordings
    item = pick(groups, HUMAN_SHARES if is_human else RECORDING_SHARES, rng)
    x = from_an_onset(item["x"], rng, 1.2, SECONDS - CONTEXT_SECONDS)
    wanted = rng.uniform(1.5, 7) * RATE
    while len(x) < wanted:
        same = groups[item["source"]]
        other = same[int(rng.integers(len(same)))]
        x = np.concatenate([x, np.zeros(int(rng.uniform(0.1, 0.9) * RATE)), from_an_onset(other["x"], rng, 1, 5)])
    x = another_mouth(x, rng)
    if rng.random() < (HUMAN_ROOM if is_human else RECORDING_ROOM):
        x = in_a_room(x, rng)
    level = rng.uniform(-27, -14)
    x = at_level(x, level)
    context = int(rng.uniform(LEAST_CONTEXT_SECONDS, CONTEXT_SECONDS) * RATE) // HOP * HOP
    before = np.zeros(context)
    if rng.random() < 0.25:
        # The end of the music that the voice cuts off.
        end = int(rng.uniform(0.3, 1) * context)
        before[:end] = at_level(piece(material.tune(rng), rng, 1, 1.01)[:context], level - rng.uniform(-2, 8))[:end]
    x = np.concatenate([before, x])[: SECONDS * RATE]
    speech = spoken(x)
    speech[: context // HOP] = False
    if rng.random() < (HUMAN_BED if is_human else RECORDING_BED):
        bed = at_level(material.bed(len(x), rng), level - rng.uniform(15, 40))
        x = x + bed
    if not is_human and rng.random() < 0.15:
        tune = piece(material.tune(rng), rng, 9, 9.01)
        x = x + at_level(np.tile(tune, len(x) // len(tune) + 1)[: len(x)], level - rng.uniform(6, 22))
    out = np.zeros(SECONDS * RATE)
    out[: len(x)] = x
    valid = np.zeros(SECONDS * RATE // HOP, bool)
    valid[: len(speech)] = speech
    return channel(out, rng), valid, item["source"]


def on_all_cores(make, count):
    """[make(0), make(1), ...], with progress. Whatever `make` needs is there in each process that is forked."""
    global _make
    _make = make
    made = []
    with multiprocessing.get_context("fork").Pool() as processes:
        for item in processes.imap(_made, range(count), chunksize=50):
            made.append(item)
            if len(made) % 2000 == 0:
                print(f"{len(made)} of {count} utterances made", flush=True)
    return made


def _made(index):
    return _make(index)


def dataset(folders, count, seed):
    rng = np.random.default_rng(seed)
    items = [item for folder in folders for item in pool(folder)] + voices.synthesise(rng)
    material = Material(items, rng, 30, 10)

    def make(index):
        x, valid, source = utterance(material, index % 2 == 0, np.random.default_rng([seed, index]))
        return log_mel(x).astype(np.float16), melody(x).astype(np.float16), valid, source

    made = on_all_cores(make, count)
    return {
        "x": np.stack([bands for bands, _, _, _ in made]),
        "melody": np.stack([sung for _, sung, _, _ in made]),
        "valid": np.stack([valid for _, _, valid, _ in made]),
        "human": np.arange(count) % 2 == 0,
        "source": np.array([source for _, _, _, source in made]),
    }


def heard(folders, count, seed, cache):
    """The utterances of a file, which is made where it is not there yet; None: they are made and not kept."""
    if cache is None:
        return dataset(folders, count, seed)
    if not os.path.exists(cache):
        np.savez(cache, **dataset(folders, count, seed))
    return np.load(cache)
