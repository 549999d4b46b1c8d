"""Music that nobody wrote: composed by chance from a seed, and singing made of spoken voices."""
import numpy as np
from scipy import linalg, signal

from audio import RATE, at_level

SCALES = {"major": [0, 2, 4, 5, 7, 9, 11], "minor": [0, 2, 3, 5, 7, 8, 10], "pentatonic": [0, 2, 4, 7, 9]}


def hz_of(note):
    return 440 * 2 ** ((note - 69) / 12)


def _note(hz, seconds, timbre, rng):
    t = np.arange(int(seconds * RATE)) / RATE
    vibrato = 1 + (rng.uniform(0, 0.006) * np.sin(2 * np.pi * rng.uniform(4, 6.5) * t) if timbre in ("strings", "lead") else 0)
    phase = 2 * np.pi * np.cumsum(hz * vibrato * np.ones_like(t)) / RATE
    if timbre == "square":
        y = np.sign(np.sin(phase)) * 0.6
    elif timbre == "saw":
        y = (phase / np.pi) % 2 - 1
    elif timbre == "bell":
        y = np.sin(phase + 2.5 * np.exp(-3 * t) * np.sin(phase * rng.choice([1.41, 2.76, 3.5])))
    elif timbre == "sine":
        y = np.sin(phase)
    else:
        partials = rng.uniform(0.3, 1, 8) / np.arange(1, 9) ** rng.uniform(0.6, 1.6)
        y = sum(a * np.sin(k * phase) for k, a in enumerate(partials, 1) if k * hz < 3800)
    attack = {"strings": 0.12, "pad": 0.25}.get(timbre, 0.008)
    envelope = np.minimum(1, t / attack) * np.minimum(1, (seconds - t) / 0.03)
    if timbre in ("piano", "bell", "pluck"):
        envelope = envelope * np.exp(-t * rng.uniform(1.5, 5))
    return y * envelope


TIMBRES = ["piano", "strings", "square", "saw", "bell", "sine", "pluck", "lead", "pad"]


def _drum(kind, rng):
    t = np.arange(int(0.18 * RATE)) / RATE
    if kind == "kick":
        return np.sin(2 * np.pi * (50 * t + 30 * (1 - np.exp(-t * 30)))) * np.exp(-t * 18)
    noise = rng.standard_normal(len(t))
    if kind == "hat":
        return signal.lfilter([1, -1], [1], noise) * np.exp(-t * 70) * 0.4
    return (noise * 0.6 + np.sin(2 * np.pi * 190 * t)) * np.exp(-t * 24)


def compose(seconds, rng, to_beat=None):
    """A piece: chords, a melody, perhaps bass and drums. With `to_beat` (seconds) it accompanies: always drums, often bass."""
    beat = 60 / rng.uniform(66, 150)
    if to_beat is not None:
        beat = to_beat
    scale = SCALES[rng.choice(list(SCALES))]
    root = int(rng.integers(48, 62))
    out = np.zeros(int(seconds * RATE) + RATE * 8)

    def put(y, at, gain):
        start = int(at * RATE)
        end = min(len(out), start + len(y))
        out[start:end] += gain * y[: end - start]

    degree = lambda d: root + 12 * (d // len(scale)) + scale[d % len(scale)]
    chords, lead = rng.choice(TIMBRES, 2)
    layers = rng.random(4) < [0.8, 0.85, 0.5, 0.5]
    if to_beat is not None:
        layers = rng.random(4) < [0.7, 0.2, 0.8, 1]
    elif not layers[:2].any():
        layers[0] = True
    progression = rng.choice([0, 3, 4, 5, 1], 4)
    arpeggio = rng.random() < 0.4
    at, bar = 0.0, 0
    while at < seconds:
        base = int(progression[bar % 4])
        if layers[0]:
            for index, step in enumerate((0, 2, 4)):
                if arpeggio:
                    for k in range(4):
                        put(_note(hz_of(degree(base + step)), beat * 0.45, chords, rng), at + k * beat + index * beat / 3, 0.2)
                else:
                    put(_note(hz_of(degree(base + step)), beat * 4, chords, rng), at, 0.18)
        if layers[1]:
            k = 0.0
            while k < 4:
                length = rng.choice([0.5, 1, 1, 2])
                if rng.random() < 0.8:
                    put(_note(hz_of(degree(base + int(rng.integers(5, 13)))), beat * length * rng.uniform(0.6, 1), lead, rng), at + k * beat, 0.35)
                k += length
        if layers[2]:
            for k in range(4):
                put(_note(hz_of(degree(base) - 12), beat * 0.9, "saw", rng), at + k * beat, 0.25)
        if layers[3]:
            for k in range(8):
                put(_drum("hat" if k % 2 else ("kick" if k % 4 == 0 else "snare"), rng), at + k * beat / 2, 0.5)
        at += 4 * beat
        bar += 1
    return at_level(out[: int(seconds * RATE)], -20)


def sing(speech, rng, order=10):
    """Makes a spoken voice sing: its formants (LPC), stretched, driven by pulses at the notes of a melody with vibrato."""
    hop, window = 80, 200
    count = (len(speech) - window) // hop
    if count < 40:
        return np.zeros(RATE)
    stretch = rng.uniform(1.4, 2.8)
    shape = np.hanning(window)
    scale = SCALES[rng.choice(list(SCALES))]
    root = int(rng.integers(45, 66))
    length = int(count * stretch)
    notes = np.zeros(length)
    at = 0
    while at < length:
        hold = int(rng.choice([20, 30, 40, 60, 100]))
        notes[at : at + hold] = hz_of(root + int(rng.choice(scale)) + 12 * int(rng.random() < 0.2))
        at += hold
    glide = np.exp(-1 / rng.uniform(1.5, 5))
    notes = signal.lfilter([1 - glide], [1, -glide], notes, zi=[notes[0] * glide])[0]
    f0 = np.repeat(notes, hop)
    t = np.arange(len(f0)) / RATE
    f0 = f0 * (1 + rng.uniform(0.003, 0.02) * np.sin(2 * np.pi * rng.uniform(4.5, 6.5) * t))
    phase = np.cumsum(f0 / RATE)
    pulses = np.diff(np.floor(phase), prepend=0) * np.sqrt(RATE / np.maximum(f0, 50))
    excitation = pulses + rng.uniform(0.02, 0.15) * rng.standard_normal(len(f0))
    out = np.zeros(length * hop)
    state = np.zeros(order)
    for k in range(length):
        source = min(count - 1, int(k / stretch))
        frame = speech[source * hop : source * hop + window] * shape
        r = np.correlate(frame, frame, "full")[window - 1 : window + order]
        if r[0] < 1e-7:
            continue
        a = linalg.solve_toeplitz(r[:order] * np.r_[1.0005, np.ones(order - 1)], r[1 : order + 1])
        gain = np.sqrt(max(1e-12, r[0] - a @ r[1 : order + 1]) / window)
        y, state = signal.lfilter([gain], np.r_[1, -a], excitation[k * hop : (k + 1) * hop], zi=state)
        out[k * hop : (k + 1) * hop] = y
    return at_level(np.nan_to_num(np.clip(out, -4, 4)), -20)
