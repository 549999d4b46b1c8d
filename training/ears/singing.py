"""Spoken voices that sing: Praat's overlap-add keeps the voice and its consonants, and gives every syllable a note of a melody and a length of its beat.

Debian's package praat (praat_nogui in PATH). Other voices than vocoders make, and nearer to a singer than music.sing.
"""
import os
import subprocess
import tempfile
import wave

import numpy as np
from scipy import signal

from audio import RATE, at_level, in_a_room
from music import SCALES, hz_of

FRAME = 80
SCRIPT = """form: "all"
  integer: "Clips", "0"
endform
random_initializeWithSeedUnsafelyButPredictably (1)
for i from 1 to clips
  nocheck Read from file: string$ (i) + ".wav"
  sound = selected ("Sound")
  m = noprogress To Manipulation: 0.01, 75, 450
  if fileReadable (string$ (i) + ".PitchTier")
    p = Read from file: string$ (i) + ".PitchTier"
    selectObject: m, p
    Replace pitch tier
  endif
  d = Read from file: string$ (i) + ".DurationTier"
  selectObject: m, d
  Replace duration tier
  selectObject: m
  s = Get resynthesis (overlap-add)
  nocheck Save as WAV file: string$ (i) + ".sung.wav"
  select all
  Remove
endfor
"""


def _write_wav(path, x):
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(x, -1, 1) * 32000).astype("<i2").tobytes())


def _read_wav(path):
    with wave.open(path, "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def _tier(path, kind, end, times, values):
    points = "\n".join(f"{t:.4f} {v:.4f}" for t, v in zip(times, values))
    with open(path, "w", encoding="ascii") as file:
        file.write(f'File type = "ooTextFile"\nObject class = "{kind}"\n\n0 {end:.4f}\n{len(times)}\n{points}\n')


def syllables(x):
    """@returns for each syllable its beginning, loudest moment and end, in frames of 10 ms"""
    voice = signal.sosfilt(signal.butter(2, [150, 1500], "bandpass", fs=RATE, output="sos"), x)
    power = np.mean(voice[: len(voice) // FRAME * FRAME].reshape(-1, FRAME) ** 2, axis=1)
    smooth = signal.filtfilt(np.ones(5) / 5, [1], 10 * np.log10(power + 1e-7)) if len(power) > 20 else np.zeros(1)
    peaks, _ = signal.find_peaks(smooth, distance=9, prominence=2.5, height=np.max(smooth) - 25)
    found = []
    for index, peak in enumerate(peaks):
        before = 0 if index == 0 else peaks[index - 1]
        after = len(smooth) - 1 if index == len(peaks) - 1 else peaks[index + 1]
        start = max(peak - 20, before + int(np.argmin(smooth[before : peak + 1])))
        end = min(peak + 25, peak + int(np.argmin(smooth[peak : after + 1])))
        if end - start >= 6:
            found.append((start, peak, end))
    return found


def melody(rng, count, middle):
    """Steps through a scale, mostly small ones, some repeated: what tunes do."""
    scale = SCALES[rng.choice(list(SCALES))]
    tones = np.array([12 * octave + step for octave in range(-1, 2) for step in scale])
    place = int(np.argmin(np.abs(tones)))
    notes = []
    for _ in range(count):
        place = int(np.clip(place + rng.choice([-3, -2, -1, -1, 0, 0, 1, 1, 2, 4]), 2, len(tones) - 3))
        notes.append(middle + tones[place])
    return notes


LENGTHS = [1, 1, 2, 2, 3, 4, 8]
SUNG = [0.22, 0.22, 0.2, 0.12, 0.1, 0.1, 0.04]
RAPPED = [0.35, 0.35, 0.12, 0.12, 0.03, 0.03, 0.0]


def plan(x, rng):
    """@returns beat in seconds, times and factors of the duration, times and Hz of the pitch (none: it stays that of the speaker); None when there is too little to sing"""
    parts = syllables(x)
    if len(parts) < 4:
        return None
    # Half a beat, or a quarter where words come fast.
    is_rapped = rng.random() < 0.3
    keeps_pitch = is_rapped and rng.random() < 0.6
    beat = 60 / rng.uniform(70, 170)
    unit = beat / 2 if beat < 0.5 or not is_rapped else beat / 4
    slow = 1 if is_rapped else rng.choice([1, 1, 2])
    notes = melody(rng, len(parts), rng.uniform(44, 68))
    depth, speed = rng.choice([0.0, 0.15, 0.3, 0.6]), rng.uniform(4.5, 6.5)
    glide = rng.uniform(0.02, 0.09)
    # Semitones that each note is begun below and left above or below, as pop singers do.
    below, leaning = rng.choice([0.0, 1.0, 3.0]), rng.choice([0.0, 0.0, 2.0, 4.0])
    stretch = [(0.0, 1.0)]
    pitch_at, pitch = [], []
    sung = 0.0
    for (start, peak, end), note in zip(parts, notes):
        spoken = (end - start) * 0.01
        wanted = unit * slow * int(rng.choice(LENGTHS, p=RAPPED if is_rapped else SUNG))
        middle = max(0.03, spoken * 0.5)
        factor = float(np.clip((wanted - (spoken - middle)) / middle, 0.5, 12))
        a = max(stretch[-1][0] + 0.002, start * 0.01 + (spoken - middle) * 0.6)
        b = a + middle
        stretch += [(a, 1.0), (a + 0.001, factor), (b, factor), (b + 0.001, 1.0)]
        moment = start * 0.01
        lean = leaning * rng.uniform(-1, 0.5)
        second = note + int(rng.choice([-2, 2, 0, 0, 0, 0]))
        while moment < end * 0.01:
            inside = min(1.0, max(0.0, (moment - a) / middle))
            since = sung + (moment - start * 0.01 if moment < a else (a - start * 0.01) + inside * middle * factor)
            target = second if inside > 0.6 else note
            wave_ = depth * np.sin(2 * np.pi * speed * since) * min(1, inside * factor * middle / 0.25)
            scoop = -below * np.exp(-max(0.0, moment - start * 0.01) / glide) + lean * inside**2
            pitch_at.append(moment)
            pitch.append(hz_of(target + wave_ + scoop + rng.normal(0, 0.06)))
            moment += 0.01 / max(1.0, factor if a <= moment < b else 1.0)
        sung += spoken - middle + middle * factor
    return beat, stretch, [] if keeps_pitch else pitch_at, pitch


def sing(voices, rng):
    """Sings each of `voices`; @returns clips and their beats in seconds; some with a second voice, doubled, or in a room. What cannot be sung is left out."""
    planned = [(x, p) for x in voices for p in [plan(x, rng)] if p is not None]
    with tempfile.TemporaryDirectory() as folder:
        number = 0
        groups = []
        for x, (beat, stretch, at, hz) in planned:
            shifts = [0] if not at else [0] + ([int(rng.choice([3, 4, 5, 7, -5, 12, -12]))] if rng.random() < 0.35 else []) + ([0.12] if rng.random() < 0.3 else [])
            group = []
            for shift in shifts:
                number += 1
                name = os.path.join(folder, str(number))
                _write_wav(f"{name}.wav", at_level(x, -20))
                seconds = len(x) / RATE
                if at:
                    _tier(f"{name}.PitchTier", "PitchTier", seconds, at, np.clip(np.array(hz) * 2 ** (shift / 12), 60, 700))
                _tier(f"{name}.DurationTier", "DurationTier", seconds, [t for t, _ in stretch], [f for _, f in stretch])
                group.append(number)
            groups.append((beat, group))
        with open(os.path.join(folder, "sing.praat"), "w", encoding="ascii") as file:
            file.write(SCRIPT)
        subprocess.run(["praat_nogui", "--run", "sing.praat", str(number)], cwd=folder, check=True, capture_output=True)
        clips = []
        for beat, group in groups:
            parts = [_read_wav(p) for p in (os.path.join(folder, f"{n}.sung.wav") for n in group) if os.path.exists(p)]
            if not parts:
                continue
            out = np.zeros(max(len(p) for p in parts))
            for index, part in enumerate(parts):
                out[: len(part)] += at_level(part, -20 - (0 if index == 0 else rng.uniform(2, 9)))
            if rng.random() < 0.6:
                out = in_a_room(out, rng)
            clips.append((at_level(out, -20), beat))
    return clips
