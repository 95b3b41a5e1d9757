"""Scores what is heard on lines with faults; started by scripts/quality in its environment."""

import argparse
import math
import multiprocessing.pool
import pathlib
import subprocess
import sys

import numpy as np
import pesq
import scipy.io.wavfile
import scipy.signal
import scipy.stats

RATE = 8000
WIDE_RATE = 16000
UNIT_S = 8
LOSSES = [0, 1, 3, 5, 10]
BURSTS = [1, 3]
JITTERS = [0, 20, 40, 80]
BASELINES = ["zero", "repeat", "period"]
# The playout with other codecs: mode of the example and name; wideband has a score of its own.
NARROW = {"playout": "G.711 µ-law", "pcma": "G.711 A-law", "g729": "G.729"}
WIDE = {"l16": "L16, uncompressed", "g722": "G.722", "opus": "Opus, with its own repetition (FEC)"}
# Loss in percent, mean burst in packets, jitter in ms.
CODEC_CELLS = [(0, 1, 0), (1, 1, 0), (3, 1, 0), (5, 1, 0), (10, 1, 0), (10, 3, 0), (0, 1, 40)]
# Root mean square of speech, of full scale: −26 dB.
LEVEL = 10 ** (-26 / 20)

PROMPTS = pathlib.Path("/usr/share/asterisk/sounds")
# Recorded voices: women and a man, in four languages; name and recordings that follow each other.
RECORDED = {
    "en": ["en_US_f_Allison/demo-congrats", "en_US_f_Allison/demo-instruct"],
    "fr": ["fr_CA_f_June/demo-instruct"],
    "it": ["it_IT_m_Carlo/demo-congrats"],
    "it2": ["it_IT_m_Carlo/vm-options", "it_IT_m_Carlo/priv-callee-options"],
    "ru": ["ru_RU_f_IvrvoiceRU/priv-callee-options"],
}
# Generated voices: espeak-ng's voice and what it says.
SPOKEN = {
    "man": ("en-us", "The birch canoe slid on the smooth planks. Glue the sheet to the dark blue background. "
                     "It is easy to tell the depth of a well."),
    "woman": ("en-gb+f3", "These days a chicken leg is a rare dish. Rice is often served in round bowls. "
                          "The juice of lemons makes fine punch."),
}

# The same for wideband, for which there are no recordings.
WIDE_SPOKEN = {
    **SPOKEN,
    "german": ("de+m3", "Das Wetter wird am Abend besser. Wir fahren mit dem Zug nach Hause. "
                        "Kannst du mir bitte das Buch geben?"),
    "french": ("fr-fr+f2", "Le petit chat dort sur la chaise. Nous partons demain matin à la mer. "
                           "Il faut fermer la porte du jardin."),
    "spanish": ("es+f4", "La casa tiene una puerta verde. Mañana vamos a comer con los amigos. "
                         "El tren sale a las ocho de la noche."),
}


def read(path, wanted=RATE):
    rate, sound = scipy.io.wavfile.read(path)
    sound = sound.astype(float) / 32768
    divisor = math.gcd(wanted, rate)
    return sound if rate == wanted else scipy.signal.resample_poly(sound, wanted // divisor, rate // divisor)


def levelled(sound):
    loud = sound[np.abs(sound) > 0.003]
    return sound * LEVEL / np.sqrt(np.mean(loud**2))


def unit(sounds, rate=RATE):
    """Eight seconds of speech with pauses around it."""
    pause = np.zeros(int(0.4 * rate))
    parts = [pause]
    for sound in sounds:
        parts += [levelled(sound), pause]
    whole = np.concatenate(parts)[: UNIT_S * rate]
    return np.concatenate([whole, np.zeros(UNIT_S * rate - len(whole))])


def spoken(folder, voices, rate):
    """What espeak-ng's voices say, 22050 Hz at first."""
    for name, (voice, words) in voices.items():
        path = folder / f"{name}-spoken.wav"
        subprocess.run(["espeak-ng", "-v", voice, "-s", "150", "-w", path, words], check=True)
        yield name, [read(path, rate)[: int(6.8 * rate)]]


def make_units(folder):
    """Writes each unit once for the score, and twice over for the line, which is to know the line first."""
    units = {name: [read(PROMPTS / f"{path}.wav") for path in paths] for name, paths in RECORDED.items()}
    units.update(spoken(folder, SPOKEN, RATE))
    for name, sounds in units.items():
        write_unit(folder, name, unit(sounds))
    return list(units)


def make_wide_units(folder):
    for name, sounds in spoken(folder, WIDE_SPOKEN, WIDE_RATE):
        write_unit(folder, f"{name}-wide", unit(sounds, WIDE_RATE), WIDE_RATE)
    return [f"{name}-wide" for name in WIDE_SPOKEN]


def write_unit(folder, name, sound, rate=RATE):
    samples = (np.clip(sound, -1, 1) * 32767).astype(np.int16)
    scipy.io.wavfile.write(folder / f"{name}.wav", rate, samples)
    scipy.io.wavfile.write(folder / f"{name}-twice.wav", rate, np.concatenate([samples, samples]))


def cells():
    """Loss in percent, mean burst in packets, jitter in ms."""
    for jitter in JITTERS:
        for loss in LOSSES:
            for burst in BURSTS if loss else [1]:
                yield loss, burst, jitter


def impairment(cell, seed):
    loss, burst, jitter = cell
    words = [f"loss={loss}%", f"burst={burst}", f"jitter={jitter}ms", f"seed={seed}"]
    return ",".join(words)


def play(binary, tasks):
    """Runs the lines; gives the figures of each by the name of its output."""
    lines = "".join(" ".join(map(str, task)) + "\n" for task in tasks)
    done = subprocess.run([binary, "-"], input=lines, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    figures = {}
    for line in done.stdout.splitlines():
        name, *words = line.split()
        figures[name] = {key: float(value) for key, value in (word.split("=") for word in words)}
    return figures


def score(job):
    """PESQ (MOS-LQO), by the rate narrowband or wideband, and the delay in ms."""
    (rate, said), (_, heard) = (scipy.io.wavfile.read(path) for path in job)
    said, heard = said.astype(float), heard.astype(float)
    likeness = scipy.signal.fftconvolve(heard, said[::-1], "full")[len(said) - 1 :]
    delay = int(np.argmax(likeness[: rate // 2]))
    part = heard[delay : delay + len(said)]
    part = np.concatenate([part, np.zeros(len(said) - len(part))])
    as_f32 = lambda sound: (sound / 32768).astype(np.float32)
    band = "wb" if rate == WIDE_RATE else "nb"
    return pesq.pesq(rate, as_f32(said), as_f32(part), band), delay * 1000 / rate


def measure(binary, folder, units, conditions, seeds):
    """For each condition (mode, cell) the scores of all units and seeds: PESQ, delay, the phone's own MOS."""
    tasks, jobs, keys = [], [], []
    for mode, cell in conditions:
        for seed in range(1, seeds + 1) if cell[0] or cell[2] else [1]:
            for number, name in enumerate(units):
                heard = folder / f"{mode}-{'-'.join(map(str, cell))}-{seed}-{name}.wav"
                words = impairment(cell, 100 * seed + number)
                tasks.append((folder / f"{name}-twice.wav", heard, words, mode, UNIT_S * 1000))
                jobs.append((folder / f"{name}.wav", heard))
                keys.append((mode, cell))
    half = len(tasks) // 2
    with multiprocessing.pool.ThreadPool(2) as threads:
        parts = threads.map(lambda part: play(binary, part), [tasks[:half], tasks[half:]])
    figures = {**parts[0], **parts[1]}
    with multiprocessing.Pool() as pool:
        scores = pool.map(score, jobs, chunksize=4)
    results = {}
    for key, job, (quality, delay) in zip(keys, jobs, scores):
        own = figures[str(job[1])].get("mos", math.nan)
        results.setdefault(key, []).append((quality, delay, own))
        job[1].unlink()
    return results


def mean(results, key, column):
    return float(np.mean([row[column] for row in results[key]]))


def quality_rows(results):
    names = {(0, 1): "none", **{(loss, burst): f"{loss} %{', bursts of 3' if burst > 1 else ''}"
                               for loss in LOSSES[1:] for burst in BURSTS}}
    yield "| loss | " + " | ".join(f"jitter {jitter} ms" for jitter in JITTERS) + " |"
    yield "| --- |" + " --- |" * len(JITTERS)
    for (loss, burst), name in names.items():
        keys = [("playout", (loss, burst, jitter)) for jitter in JITTERS]
        shown = [f"{mean(results, key, 0):.2f} ({mean(results, key, 1):.0f} ms)" if key in results else ""
                 for key in keys]
        yield f"| {name} | " + " | ".join(shown) + " |"


def codec_rows(results):
    heads = [f"{loss} %{', bursts of 3' if burst > 1 else ''}" if not jitter else f"jitter {jitter} ms"
             for loss, burst, jitter in CODEC_CELLS]
    yield "| | " + " | ".join(["none", *heads[1:]]) + " |"
    yield "| --- |" + " --- |" * len(heads)
    for band, codecs in [("nb", NARROW), ("wb", WIDE)]:
        for mode, name in codecs.items():
            shown = [f"{mean(results, (mode, cell), 0):.2f} ({mean(results, (mode, cell), 1):.0f} ms)"
                     for cell in CODEC_CELLS]
            yield f"| {band}: {name} | " + " | ".join(shown) + " |"


def baseline_rows(results):
    shown = [(loss, burst) for burst in BURSTS for loss in LOSSES[1:]]
    yield "| | " + " | ".join(f"{loss} %{', bursts' if burst > 1 else ''}" for loss, burst in shown) + " |"
    yield "| --- |" + " --- |" * len(shown)
    for mode in [*BASELINES, "playout"]:
        scores = [mean(results, (mode, (loss, burst, 0)), 0) for loss, burst in shown]
        yield f"| {mode} | " + " | ".join(f"{score:.2f}" for score in scores) + " |"


def correlation(results):
    """How the phone's own estimate ranks the cells, beside PESQ."""
    keys = [key for key in results if key[0] == "playout"]
    own = [mean(results, key, 2) for key in keys]
    heard = [mean(results, key, 0) for key in keys]
    return scipy.stats.spearmanr(own, heard).statistic


def report(results, seeds, units, wide_units):
    count = f"{len(units)} units of {UNIT_S} s of speech ({', '.join(units)}) with {seeds} seeds each"
    return "\n".join([
        "# Quality of what is heard",
        "",
        "Written by `scripts/quality`, which scores the playout on lines with faults by PESQ (narrowband,",
        f"MOS-LQO) on a virtual clock: G.711 µ-law, 20 ms packets, a device that pulls 10 ms. A cell is the",
        f"mean over {count}; in brackets",
        "the delay from the sending of a packet's last sample to the hearing of it, of which 5 ms are the",
        "network's. Jitter delays each packet by itself, evenly from nothing to so much.",
        "",
        *quality_rows(results),
        "",
        "Concealments of the field on the same lines, without jitter: silence (`zero`), the last packet once",
        "more (`repeat`), the last pitch period faded out in 50 ms (`period`), and the phone's own.",
        "",
        *baseline_rows(results),
        "",
        "## Other codecs",
        "",
        "The same playout with each codec of the phone. Narrowband codecs (nb) have the speech and the score",
        f"of the tables above; wideband ones (wb) PESQ's wideband score at {WIDE_RATE} Hz and {len(wide_units)} units spoken by",
        f"espeak-ng ({', '.join(name.removesuffix('-wide') for name in wide_units)}), since the recordings are narrowband. The two scores are",
        "two scales: compare within nb and within wb. The delay holds what the codec itself looks ahead.",
        "",
        *codec_rows(results),
        "",
        "## The phone's own estimate",
        "",
        "The phone's own estimate of the listening quality (`MLQK`) ranks the cells of the first table like",
        f"PESQ with a correlation (Spearman) of {correlation(results):.2f}.",
        "",
    ])


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--binary", type=pathlib.Path, required=True, help="the example lossy")
    arguments.add_argument("--folder", type=pathlib.Path, required=True, help="for what is heard")
    arguments.add_argument("--snapshot", type=pathlib.Path, help="written when the usual table is made")
    arguments.add_argument("--seeds", type=int, default=3)
    arguments.add_argument("--speech", nargs="+", type=pathlib.Path, help="other recordings, 8 kHz mono")
    arguments.add_argument("--quick", action="store_true", help="loss without jitter only")
    arguments.add_argument("--jitter", type=int, default=0, help="for --quick, ms")
    arguments.add_argument("--modes", nargs="+", default=["playout"], help="for --quick")
    told = arguments.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    if told.speech:
        units = [path.stem for path in told.speech]
        wide_units = [f"{name}-wide" for name in units]
        for path in told.speech:
            write_unit(told.folder, path.stem, read(path)[: UNIT_S * RATE])
            write_unit(told.folder, f"{path.stem}-wide", read(path, WIDE_RATE)[: UNIT_S * WIDE_RATE], WIDE_RATE)
    else:
        units, wide_units = make_units(told.folder), make_wide_units(told.folder)
    still = [cell for cell in cells() if cell[2] == (told.jitter if told.quick else 0)]
    if told.quick:
        conditions = [(mode, cell) for mode in told.modes for cell in still]
    else:
        conditions = [("playout", cell) for cell in cells()]
        conditions += [(mode, cell) for mode in BASELINES for cell in still]
        conditions += [(mode, cell) for mode in {**NARROW, **WIDE} for cell in CODEC_CELLS if mode != "playout"]
    results = {}
    for those, wide in [(units, False), (wide_units, True)]:
        chosen = [condition for condition in conditions if (condition[0] in WIDE) == wide]
        if not chosen:
            continue
        results |= measure(told.binary, told.folder, those, chosen, told.seeds)
    if told.quick:
        for (mode, (loss, burst, _)), rows in results.items():
            quality, delay, own = np.mean(rows, axis=0)
            count = len(wide_units if mode in WIDE else units)
            each = [np.mean([row[0] for row in rows[at :: count]]) for at in range(count)]
            print(f"{mode} loss {loss} burst {burst}: {quality:.3f} ± {np.std([r[0] for r in rows]) / len(rows) ** 0.5:.3f}"
                  f" delay {delay:.1f} own {own:.2f} | " + " ".join(f"{score:.2f}" for score in each))
        return
    text = report(results, told.seeds, units, wide_units)
    print(text)
    if told.snapshot:
        told.snapshot.write_text(text)


if __name__ == "__main__":
    main()
