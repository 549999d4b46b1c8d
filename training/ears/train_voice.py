"""Trains the two networks that tell a person on the line from a recording, and writes core/ears/judge/weights/voice-model.json.

usage: python3 train_voice.py POOL_FOLDER --more DEBIAN_FOLDER --out FILE [--without-fold K] [--without PREFIX,...] [--heard CACHE.npz]
The networks are trained on the same utterances from other beginnings, and the mean of what they say is told: each is wrong about other voices. A person and a recording differ in what a channel leaves of them: room, distance, breath, level from word to word, the studio's
processing. No word is understood. With --without-fold, the sources of fold K of 3 are left out and tested; with --without, those whose
names begin so. --heard keeps the made utterances in a file, so that the folds and the whole are trained on the same ones. --parity
writes answers of the network that the tests compare with. --more is what debian_voices.py fetched.
"""
import argparse
import base64
import copy
import json
import time

import numpy as np
import torch
from torch import nn

import export
from audio import BANDS
from descent import descend
from utterances import MADE, MADE_BEFORE_2010, heard

TRAINED_STEPS = 175
BATCH = 64
LEAST_VARIANCE = 1e-3
# What core/ears/sound/melody.ts makes of the melody of a voice.
MELODY_INPUTS = 3
VOICED = 0.45
MOST_CHANGE_OCTAVES = 0.2
FRAME_INPUTS = BANDS + MELODY_INPUTS
# In training each utterance is sung higher or lower by so much: standard deviation.
TRANSPOSED_OCTAVES = 0.25


class VoiceModel(nn.Module):
    """Like the sound model, but it starts anew with each voice, and its head sees the state of the unit and the mean and spread of all states so far.

    What tells a person from a recording stays the same all through an utterance. The answer is the logit of "a person" at every 40 ms.
    """

    def __init__(self, channels=40, hidden=40, head=24):
        super().__init__()
        self.conv = nn.Conv1d(2 * FRAME_INPUTS, channels, 3)
        self.gru = nn.GRU(channels, hidden, batch_first=True)
        self.head = nn.Linear(3 * hidden, head)
        self.out = nn.Linear(head, 1)

    def forward(self, x, dropout=0.0):
        y = nn.functional.pad(x.transpose(1, 2), (2, 0))
        y = torch.relu(self.conv(y)).transpose(1, 2)
        y = nn.functional.dropout(y, dropout, dropout > 0)
        y, _ = self.gru(y)
        count = torch.arange(1, y.shape[1] + 1)[None, :, None]
        mean = torch.cumsum(y, 1) / count
        spread = torch.sqrt(torch.clamp(torch.cumsum(y * y, 1) / count - mean**2, min=0) + LEAST_VARIANCE)
        y = nn.functional.dropout(torch.cat([y, mean, spread], 2), dropout, dropout > 0)
        return self.out(torch.relu(self.head(y)))[..., 0]


# Languages stay together, so that a left-out fold is heard in a language whose prompts were never heard.
FIXED_FOLDS = {
    "allison-en": 0, "carlo-it": 0, "menardi-it": 0,
    "allison-es": 1, "colombia-es": 1,
    "june-fr": 2, "armelle-fr": 2, "ivrvoice-ru": 2,
}
# The same woman.
SAME_VOICE = {"allison-en", "allison-es"}


def fold_of(source, folds=3):
    return FIXED_FOLDS.get(source, sum(source.encode()) * 7919 % folds)


def left_out(source, fold, prefixes):
    """@returns 2: left out and tested, 1: left out, since the same voice is tested, 0: trained on"""
    if fold_of(source) == fold or (prefixes and source.startswith(prefixes)):
        return 2
    return 1 if source in SAME_VOICE and any(fold_of(s) == fold for s in SAME_VOICE) else 0


def of_melody(x, transposed):
    """x: [utterances, frames, (periodicity, octaves)]; transposed: octaves, [utterances, 1] or a number. @returns [utterances, frames, MELODY_INPUTS]"""
    periodicity, octaves = x[..., 0], x[..., 1]
    voiced = periodicity > VOICED
    change = (octaves[:, 1:] - octaves[:, :-1]).clamp(-MOST_CHANGE_OCTAVES, MOST_CHANGE_OCTAVES) * (voiced[:, 1:] & voiced[:, :-1])
    change = nn.functional.pad(change, (1, 0))
    return torch.stack([3 * (periodicity - 0.5), 2 * (octaves + transposed) * voiced, 15 * change], -1)


def inputs_of(mel, melody, transposed=0.0):
    """mel: normalised, [utterances, frames, BANDS]. @returns [utterances, steps, 2 * FRAME_INPUTS]: two frames a step, bands and melody of each"""
    return torch.cat([mel, of_melody(melody, transposed)], -1).reshape(len(mel), -1, 2 * FRAME_INPUTS)


def another_line(frames):
    """Bands as another microphone, mouth and line would give them: a random smooth curve over the bands, bands shifted, some bands lost."""
    size = frames.shape[0]
    place = torch.linspace(0, np.pi, 24)
    curve = 0.2 * torch.randn(size, 1, 1) + sum(0.22 / (1 + 0.4 * k) * torch.randn(size, 1, 1) * torch.cos(k * place) for k in range(1, 6))
    # Between two bands: a longer or a shorter throat. One factor for eight utterances at once is enough.
    for part in range(0, size, 8):
        bands = torch.clamp(torch.arange(24) * (1 + 0.07 * torch.randn(1).clamp(-1.5, 1.5)), 0, 22.999)
        low = bands.floor().long()
        share = bands - low
        frames[part : part + 8] = frames[part : part + 8][..., low] * (1 - share) + frames[part : part + 8][..., low + 1] * share
    frames = frames + curve
    for part in range(0, size, 4):
        if torch.rand(1) < 0.4:
            width = int(torch.randint(1, 5, (1,)))
            at = int(torch.randint(0, 24 - width, (1,)))
            frames[part : part + 4, :, at : at + width] = 0
    return frames


def loss_of(logits, valid, human, share):
    spoken_so_far = torch.cumsum(valid, 1)
    weight = valid * torch.clamp(spoken_so_far / 25, 0.1, 1) * share[:, None]
    loss = nn.functional.binary_cross_entropy_with_logits(logits, human[:, None].expand_as(logits) * 0.94 + 0.03, reduction="none")
    return (loss * weight).sum() / weight.sum()


def answers(networks, mel, melody):
    with torch.no_grad():
        parts = [inputs_of(mel[at : at + 200], melody[at : at + 200]) for at in range(0, len(mel), 200)]
        return np.concatenate([sum(network(x) for network in networks).numpy() / len(networks) for x in parts])


def scores_at(logits, valid, seconds):
    """As core/ears/judge/voice-model.ts tells it: the mean of the answers so far, of the last two seconds at most. @returns scores, which utterances are long enough"""
    spoken_so_far = np.cumsum(valid, 1)
    at = (spoken_so_far < seconds * 25).sum(1)
    known = at < logits.shape[1]
    mean, told, count = np.zeros(len(logits)), np.zeros(len(logits)), np.zeros(len(logits))
    for step in range(logits.shape[1]):
        now = valid[:, step] > 0
        count += now
        mean = np.where(now, mean + np.maximum(1 / 50, 1 / np.maximum(count, 1)) * (logits[:, step] - mean), mean)
        told = np.where(at == step, mean, told)
    return told[known], known


def auc_of(score, truth):
    order = np.argsort(score)
    ranks = np.empty(len(order))
    ranks[order] = np.arange(len(order))
    return (ranks[truth].mean() - (truth.sum() - 1) / 2) / max(1, (~truth).sum())


def figures(logits, valid, human, source):
    rows = []
    for seconds in (0.6, 1.0, 2.0, 4.0):
        score, known = scores_at(logits, valid, seconds)
        truth = human[known]
        if truth.all() or not truth.any():
            continue
        missed = [np.mean(score[truth] <= np.quantile(score[~truth], 1 - accepted)) for accepted in (0.02, 0.05)]
        kinds = []
        for name, prefixes in (("made", MADE), ("made before 2010", MADE_BEFORE_2010), ("prompts", tuple(FIXED_FOLDS) + ("freeswitch",))):
            of_kind = truth | np.char.startswith(source[known][:, None], np.array(prefixes)[None, :]).any(1)
            if (~truth[of_kind]).any():
                kinds.append(f"{name} {auc_of(score[of_kind], truth[of_kind]):.3f}")
        rows.append(f"{seconds:.1f} s: AUC {auc_of(score, truth):.3f} ({', '.join(kinds)}), missed at 2% {missed[0]:.2f}, at 5% {missed[1]:.2f}, right {np.mean((score > 0) == truth):.3f}, slope {slope_of(score, truth):.2f}")
    return rows


def slope_of(score, truth):
    """By what the answers must be multiplied to be log-odds."""
    slopes = np.linspace(0.2, 1.6, 71)
    loss = [np.mean(np.logaddexp(0, -np.where(truth, 1, -1) * slope * score)) for slope in slopes]
    return slopes[int(np.argmin(loss))]


def parity(path, networks, mean, scale):
    """Answers of the networks with the stored weights on made-up bands and a made-up melody that the test makes as well."""
    frame, band = np.meshgrid(np.arange(120), np.arange(24), indexing="ij")
    mel = -6 + 4 * np.sin(0.37 * frame + 0.91 * band) + 2 * np.cos(0.051 * frame * band)
    stored = copy.deepcopy(networks)
    stored.load_state_dict({name: value.half().float() for name, value in networks.state_dict().items()})
    bands = torch.tensor(((mel - mean) / scale).astype(np.float32))[None]
    sung = torch.tensor(np.stack([0.5 + 0.5 * np.sin(0.21 * frame[:, 0]), np.cos(0.13 * frame[:, 0])], 1).astype(np.float32))[None]
    with open(path, "w", encoding="utf8") as file:
        json.dump({"float32": base64.b64encode(answers(stored, bands, sung)[0].astype("<f4").tobytes()).decode()}, file, indent=2)
        file.write("\n")


def trained(seed, args, mel, melody, valid, human, share):
    """One network. mel, normalised, and melody: [utterances, 2 * TRAINED_STEPS, ...]; valid: whether a step is speech; human: 1 for people; share: weight of each utterance."""
    torch.manual_seed(seed)
    network = VoiceModel(args.channels, args.hidden)

    def loss(index):
        x = inputs_of(another_line(mel[index].float()), melody[index].float(), TRANSPOSED_OCTAVES * torch.randn(len(index), 1))
        return loss_of(network(x, args.dropout), valid[index], human[index], share[index])

    descend(network, len(mel), BATCH, args.epochs, (6e-3, 6e-3), 2e-2, loss, f"network of seed {seed}, ")
    return network


def main():
    args = argparse.ArgumentParser()
    args.add_argument("pool")
    args.add_argument("--more")
    args.add_argument("--out", required=True)
    args.add_argument("--parity")
    args.add_argument("--without-fold", type=int, default=-1)
    args.add_argument("--without", default="")
    args.add_argument("--heard")
    args.add_argument("--count", type=int, default=16500)
    args.add_argument("--epochs", type=int, default=24)
    args.add_argument("--channels", type=int, default=40)
    args.add_argument("--hidden", type=int, default=40)
    args.add_argument("--dropout", type=float, default=0.2)
    args.add_argument("--networks", type=int, default=2)
    args.add_argument("--seed", type=int, default=11)
    args = args.parse_args()
    print(f"seed {args.seed}")
    torch.set_num_threads(1)
    started = time.time()
    made = heard([args.pool] + ([args.more] if args.more else []), args.count, args.seed, args.heard)
    source, is_human = made["source"], made["human"]
    apart = np.array([left_out(s, args.without_fold, tuple(p for p in args.without.split(",") if p)) for s in source])
    mel, sung, spoken_frames = made["x"], made["melody"], made["valid"][:, 1::2]
    train = np.flatnonzero(apart == 0)
    mean, scale = float(mel[train].mean(dtype=np.float64)), float(mel[train].std(dtype=np.float64))
    bands = lambda rows: torch.tensor((mel[rows].astype(np.float32) - mean) / scale)
    melodies = lambda rows: torch.tensor(sung[rows].astype(np.float32))
    x, melody_x = bands(train)[:, : 2 * TRAINED_STEPS].half(), melodies(train)[:, : 2 * TRAINED_STEPS].half()
    valid = torch.tensor(spoken_frames[train, :TRAINED_STEPS], dtype=torch.float32)
    human = torch.tensor(is_human[train], dtype=torch.float32)
    # People and recordings weigh the same, whatever a fold leaves of them.
    share = torch.where(human > 0.5, 0.5 / human.mean(), 0.5 / (1 - human.mean()))
    print(f"{len(x)} utterances in {time.time() - started:.0f} s", flush=True)
    networks = nn.ModuleList(trained(args.seed + place, args, x, melody_x, valid, human, share) for place in range(args.networks))
    print(f"{time.time() - started:.0f} s", flush=True)
    rows = train[:800]
    print("trained on", *figures(answers(networks, bands(rows), melodies(rows)), spoken_frames[rows], is_human[rows], source[rows]), sep="\n  ")
    rows = np.flatnonzero(apart == 2)
    if len(rows) > 0:
        print("sources never heard", *figures(answers(networks, bands(rows), melodies(rows)), spoken_frames[rows], is_human[rows], source[rows]), sep="\n  ")
    export.write(args.out, "voice-model", mean, scale, networks)
    if args.parity:
        parity(args.parity, networks, mean, scale)


if __name__ == "__main__":
    main()
