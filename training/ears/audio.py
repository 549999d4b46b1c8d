"""Audio of the telephone network in numpy: mu-law, levels, the channel's faults, and the features that core/ears computes.

The features must stay the same as core/ears/sound/spectrum.ts, mel-bands.ts and melody.ts; tests/core/ears/sound holds them together.
"""
import json
import os
import subprocess

import numpy as np
from scipy import signal

RATE = 8000
HOP = 160
WINDOW = 256
BANDS = 24


def _decode_table():
    table = np.zeros(256)
    for byte in range(256):
        bits = ~byte & 0xFF
        magnitude = (((bits & 15) << 3) + 132) << ((bits >> 4) & 7)
        table[byte] = (132 - magnitude) if bits & 0x80 else (magnitude - 132)
    return table / 32768


DECODE = _decode_table()
_ORDER = np.argsort(DECODE)
_EDGES = (DECODE[_ORDER][1:] + DECODE[_ORDER][:-1]) / 2


def decode(data):
    return DECODE[np.frombuffer(data, dtype=np.uint8)]


def quantise(x):
    """What mu-law leaves of a signal."""
    return DECODE[_ORDER[np.searchsorted(_EDGES, x)]]


def encode(x):
    return _ORDER[np.searchsorted(_EDGES, x)].astype(np.uint8).tobytes()


def load(path):
    with open(path, "rb") as file:
        return decode(file.read())


def rms_db(x):
    return 10 * np.log10(np.mean(x * x) + 1e-12)


def active_db(x):
    """Level of the loud part: pauses do not count."""
    frames = x[: len(x) // HOP * HOP].reshape(-1, HOP)
    if len(frames) == 0:
        return rms_db(x)
    power = np.mean(frames**2, axis=1)
    loud = power > 0.05 * np.percentile(power, 95)
    return 10 * np.log10(np.mean(power[loud]) + 1e-12) if loud.any() else rms_db(x)


def at_level(x, db):
    return x * 10 ** ((db - active_db(x)) / 20)


def mel_matrix():
    to_mel = lambda hz: 2595 * np.log10(1 + hz / 700)
    to_hz = lambda mel: 700 * (10 ** (mel / 2595) - 1)
    share = np.arange(BANDS + 2) / (BANDS + 1)
    edges = to_hz(to_mel(100) + share * (to_mel(3800) - to_mel(100))) / (RATE / WINDOW)
    bins = np.arange(WINDOW // 2 + 1)
    matrix = np.zeros((WINDOW // 2 + 1, BANDS))
    for band in range(BANDS):
        low, middle, high = edges[band : band + 3]
        rising = (bins >= low) & (bins < middle)
        falling = (bins >= middle) & (bins < high)
        matrix[rising, band] = (bins[rising] - low) / (middle - low)
        matrix[falling, band] = 1 - (bins[falling] - middle) / (high - middle)
    return matrix


MEL = mel_matrix()
HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)


def log_mel(x):
    """One row of 24 bands for each 20 ms frame; frame n ends with sample 160 (n + 1)."""
    count = len(x) // HOP
    padded = np.concatenate([np.zeros(WINDOW - HOP), x[: count * HOP]])
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:count]
    power = np.abs(np.fft.rfft(frames * HANN, axis=1)) ** 2
    return np.log(power @ MEL + 1e-7).astype(np.float32)


MELODY_WINDOW = 400
MELODY_HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(MELODY_WINDOW) / MELODY_WINDOW)
SHORTEST_LAG, LONGEST_LAG = 20, 133
LEAST_ENERGY = 1e-6
# Two periods are nearly as alike as one: the shorter lag is taken unless the longer one is so much more alike, an octave.
OCTAVE_COST = 0.015


def _autocorrelation(windowed):
    """Of each row, for lags up to one beyond the longest."""
    return np.fft.irfft(np.abs(np.fft.rfft(windowed, 1024, axis=-1)) ** 2, axis=-1)[..., : LONGEST_LAG + 2]


_OF_WINDOW = _autocorrelation(MELODY_HANN)
OF_WINDOW = _OF_WINDOW / _OF_WINDOW[0]
COST_OF_LAG = OCTAVE_COST * np.log2(np.arange(SHORTEST_LAG, LONGEST_LAG + 1) / SHORTEST_LAG)


def melody(x):
    """How periodic the last 50 ms are, 0 to 1, and how far the period's frequency lies above 150 Hz, in octaves: two columns, a row for each 20 ms frame.

    The autocorrelation over that of the window, the highest value between 60 and 400 Hz with a cost for octaves (Boersma 1993), a parabola through it.
    """
    count = len(x) // HOP
    padded = np.concatenate([np.zeros(MELODY_WINDOW - HOP), x[: count * HOP]])
    frames = np.lib.stride_tricks.sliding_window_view(padded, MELODY_WINDOW)[::HOP][:count]
    correlation = _autocorrelation(frames * MELODY_HANN)
    correlation = correlation / np.maximum(LEAST_ENERGY, correlation[:, :1]) / OF_WINDOW
    row = np.arange(count)
    at = SHORTEST_LAG + (correlation[:, SHORTEST_LAG : LONGEST_LAG + 1] - COST_OF_LAG).argmax(1)
    before, best, after = (correlation[row, at + step] for step in (-1, 0, 1))
    bend = before - 2 * best + after
    lag = at + np.clip(np.where(bend < 0, 0.5 * (before - after) / np.minimum(bend, -1e-9), 0), -0.5, 0.5)
    return np.stack([np.clip(best, 0, 1), np.log2(RATE / lag / 150)], 1).astype(np.float32)


def levels_db(x):
    frames = x[: len(x) // HOP * HOP].reshape(-1, HOP)
    return np.maximum(-90, 10 * np.log10(np.mean(frames**2, axis=1) + 1e-12))


def through_gsm(x):
    """There and back through GSM full rate, by sox."""
    raw = encode(np.clip(x, -0.98, 0.98))
    encoded = subprocess.run(["sox", "-R", "-t", "ul", "-r", "8000", "-c", "1", "-", "-t", "gsm", "-"], input=raw, capture_output=True, check=True).stdout
    decoded = subprocess.run(["sox", "-R", "-t", "gsm", "-", "-t", "ul", "-r", "8000", "-c", "1", "-"], input=encoded, capture_output=True, check=True).stdout
    y = decode(decoded)
    return np.concatenate([y, np.zeros(max(0, len(x) - len(y)))])[: len(x)]


def agc(x, rng):
    """Slow automatic gain towards a level, as conference bridges do."""
    level = np.repeat(levels_db(x), HOP)
    level = np.concatenate([level, np.full(len(x) - len(level), level[-1] if len(level) else -60)])
    pole = np.exp(-1 / (RATE * rng.uniform(0.3, 1.5)))
    smooth = signal.lfilter([1 - pole], [1, -pole], np.maximum(level, -50), zi=[-30 * pole])[0]
    gain = np.clip(rng.uniform(-22, -17) - smooth, -9, 12) * rng.uniform(0.4, 1.0)
    return x * 10 ** (gain / 20)


def equalise(x, rng):
    """Handsets and trunks: another lower edge, another upper edge, a tilt."""
    if rng.random() < 0.6:
        low = rng.uniform(60, 380)
        x = signal.sosfilt(signal.butter(rng.integers(1, 4), low, "highpass", fs=RATE, output="sos"), x)
    if rng.random() < 0.6:
        high = rng.uniform(2700, 3900)
        x = signal.sosfilt(signal.butter(rng.integers(1, 5), high, "lowpass", fs=RATE, output="sos"), x)
    if rng.random() < 0.6:
        tilt = rng.uniform(-0.5, 0.5)
        x = signal.lfilter([1, tilt], [1], x) / (1 + abs(tilt) * 0.5)
    return x


def lose(x, rng, rate, how):
    """Lost packets of 20 ms, in bursts: silence, or the packet before once more."""
    y = x.copy()
    count = len(x) // HOP
    lost = False
    for frame in range(1, count):
        lost = rng.random() < (0.35 if lost else rate)
        if lost:
            at = slice(frame * HOP, (frame + 1) * HOP)
            y[at] = 0 if how == "zero" else y[(frame - 1) * HOP : frame * HOP] * 0.8
    return y


def channel(x, rng, gsm=0.12):
    """One random way through the telephone network, mu-law at the end."""
    x = equalise(x, rng) if rng.random() < 0.5 else x
    if rng.random() < 0.25:
        x = agc(x, rng)
    x = x * 10 ** (rng.uniform(-9, 5) / 20)
    if rng.random() < 0.65:
        floor = rng.standard_normal(len(x))
        if rng.random() < 0.5:
            floor = signal.lfilter([1], [1, -rng.uniform(0, 0.9)], floor)
        x = x + floor / (np.std(floor) + 1e-9) * 10 ** (rng.uniform(-78, -50) / 20)
    x = np.clip(x, -0.98, 0.98)
    if rng.random() < gsm:
        x = through_gsm(x)
    x = quantise(x)
    if rng.random() < 0.3:
        x = lose(x, rng, rng.uniform(0.002, 0.03), rng.choice(["zero", "repeat"]))
    return x


def in_a_room(x, rng):
    """A voice some way from its microphone: a decaying tail of noise after the direct sound."""
    length = int(rng.uniform(0.15, 0.6) * RATE)
    tail = rng.standard_normal(length) * np.exp(-np.arange(length) * rng.uniform(6, 9) / length)
    tail[: int(0.004 * RATE)] = 0
    tail *= rng.uniform(0.3, 1.2) / np.sqrt(np.sum(tail**2))
    tail[0] = 1
    return signal.fftconvolve(x, tail)[: len(x)]


SHIFTS = [(17, 20), (9, 10), (19, 20), (1, 1), (1, 1), (20, 19), (10, 9), (20, 17)]


def another_mouth(x, rng):
    """Played slower or faster: the pool has few studio voices, and the network must not know them by name."""
    up, down = SHIFTS[int(rng.integers(len(SHIFTS)))]
    return x if up == down else signal.resample_poly(x, up, down)


def pool(folder):
    """Items of the raw material: dicts with kind, source and audio."""
    items = []
    for line in open(os.path.join(folder, "pool.jsonl"), encoding="utf8"):
        row = json.loads(line)
        items.append({"kind": row["kind"], "source": row["source"], "x": load(os.path.join(folder, "pool", row["file"]))})
    return items
