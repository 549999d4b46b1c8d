"""Trains the small network that tells speech, music and noise apart, and writes core/ears/sound/weights/sound-model.json.

usage: python3 train_sound.py POOL_FOLDER MORE_FOLDER --out FILE [--without-fold K] [--streams N] [--epochs N]
MORE_FOLDER is what fetch_music.py makes; praat_nogui must be in PATH.
Seeded: the same command gives the same weights on the same machine and the same figures anywhere. With --without-fold, the voices and the
music of fold K of 3 are left out and tested, whole packages of music too.
"""
import argparse
import time

import numpy as np
import torch
from torch import nn

import export
import voices
from audio import at_level, channel, log_mel, pool
from descent import descend
from mixtures import IGNORED, SPEECH, Songs, stream
from train_voice import fold_of

LATE_FRAMES = 14
SPEECH_WEIGHT = 1.3
BATCH = 32
RARE = 2
TESTED_STREAMS = 100
# Pieces of speech that are sung.
SUNG, TESTED_SUNG = 400, 60
# Each fold has one of the three singers, and music of other composers.
MUSIC_FOLDS = {"acestep": 0, "brad-sucks": 1, "us-Joshua": 2, "howler": 0, "moh-macroform": 0, "tux-bart": 1, "essentia": 1, "tux-ostr": 2, "p5": 2}


class SoundModel(nn.Module):
    """A step is 40 ms, two frames of 24 bands: convolution over three steps, one GRU, the class now and 280 ms ago."""

    def __init__(self, channels=48, hidden=64):
        super().__init__()
        self.conv = nn.Conv1d(48, channels, 3)
        self.gru = nn.GRU(channels, hidden, batch_first=True)
        self.out = nn.Linear(hidden, 6)

    def forward(self, x):
        y = nn.functional.pad(x.transpose(1, 2), (2, 0))
        y = torch.relu(self.conv(y)).transpose(1, 2)
        y, _ = self.gru(y)
        return self.out(y)


def dataset(material, count, seed):
    xs, ys = [], []
    for index in range(count):
        x, y = stream(material, np.random.default_rng([seed, index]))
        xs.append(log_mel(x))
        ys.append(y)
    return np.stack(xs), np.stack(ys)


def steps(mel, mean, scale):
    return ((mel - mean) / scale).reshape(mel.shape[0], -1, 48)


def loss_of(model, x, y):
    out = model(x)
    now = y[:, 1::2]
    late = torch.roll(y, LATE_FRAMES, 1)
    late[:, :LATE_FRAMES] = IGNORED
    weight = torch.tensor([1.0, SPEECH_WEIGHT, 1.0])
    ce = lambda logits, truth: nn.functional.cross_entropy(logits.reshape(-1, 3), truth.reshape(-1), weight, ignore_index=IGNORED)
    return ce(out[..., :3], now) + ce(out[..., 3:], late[:, 1::2])


def accuracy(model, x, y):
    with torch.no_grad():
        out = model(x)[..., 3:].argmax(-1)[:, LATE_FRAMES // 2 :]
    truth = y[:, 1::2][:, : -LATE_FRAMES // 2]
    known = truth != IGNORED
    each = {name: (out[known & (truth == k)] == k).float().mean().item() for k, name in enumerate(("noise", "speech", "music"))}
    return (out[known] == truth[known]).float().mean().item(), each


def fold(item):
    return MUSIC_FOLDS.get(item["source"], fold_of(item["source"])) if item["kind"] != "noise" else None


def tested(model, items, mean, scale, seed):
    """Figures on streams of these items alone, with composed music and singing that no training had; and on their tunes with vocals alone."""
    rng = np.random.default_rng(seed)
    x, y = dataset(Songs(items, rng, 20, 20, TESTED_SUNG, RARE), TESTED_STREAMS, seed)
    as_steps = lambda mel: torch.tensor(steps(mel, mean, scale))
    each = accuracy(model, as_steps(x), torch.tensor(y, dtype=torch.long))
    sung = [log_mel(channel(at_level(i["x"], -20), rng)) for i in items if i["kind"] == "music_vocal"]
    with torch.no_grad():
        heard = np.concatenate([model(as_steps(m[None, : len(m) // 2 * 2]))[0, :, 3:].argmax(-1).numpy() for m in sung])
    return {"frames right": each[0], **each[1], "vocals called speech": float((heard == SPEECH).mean())}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("pool")
    args.add_argument("more")
    args.add_argument("--out", required=True)
    args.add_argument("--without-fold", type=int, default=None)
    args.add_argument("--streams", type=int, default=2400)
    args.add_argument("--epochs", type=int, default=20)
    args.add_argument("--seed", type=int, default=7)
    args = args.parse_args()
    torch.manual_seed(args.seed)
    # One thread: the sums come in the same order, and such small networks gain nothing from more.
    torch.set_num_threads(1)
    rng = np.random.default_rng(args.seed)
    items = pool(args.pool) + pool(args.more) + voices.synthesise(rng)
    kept = [i for i in items if args.without_fold is None or fold(i) != args.without_fold]
    started = time.time()
    x, y = dataset(Songs(kept, rng, sung=SUNG, rare=RARE), args.streams, args.seed)
    mean, scale = x.mean(), x.std()
    print(f"{len(x)} streams in {time.time() - started:.0f} s, mean {mean:.3f}, scale {scale:.3f}", flush=True)
    model = SoundModel()
    weights = sum(p.numel() for p in model.parameters())
    x, y = torch.tensor(steps(x, mean, scale)), torch.tensor(y, dtype=torch.long)
    # Another gain for each stream: the network must not lean on the level.
    descend(model, len(x), BATCH, args.epochs, (4e-3, 1e-2), 1e-3, lambda index: loss_of(model, x[index] + 0.25 * torch.randn(BATCH, 1, 1), y[index].clone()))
    print(f"{time.time() - started:.0f} s", flush=True)
    print(f"{weights} weights; heard in training: {tested(model, kept, mean, scale, args.seed + 1)}")
    if args.without_fold is not None:
        left = [i for i in items if fold(i) in (args.without_fold, None)]
        print(f"never heard: {tested(model, left, mean, scale, args.seed + 1)}")
    export.write(args.out, "sound-model", mean, scale, model)


if __name__ == "__main__":
    main()
