"""Runs the bench of echo, noise and level and scores its pairs; started by scripts/echo."""

import argparse
import math
import multiprocessing.pool
import pathlib
import re
import subprocess

import numpy as np
import pesq
import scipy.io.wavfile
import scipy.signal

PROMPTS = pathlib.Path("/usr/share/asterisk/sounds")
# What the loudspeaker plays, a man, and who is at the microphone, a woman: recorded for
# narrowband, spoken by espeak-ng for wideband.
RECORDED = {
    "far": ["it_IT_m_Carlo/demo-congrats", "it_IT_m_Carlo/vm-options"],
    "near": ["en_US_f_Allison/demo-instruct"],
}
SPOKEN = {
    "far": ("en-us", "The birch canoe slid on the smooth planks. Glue the sheet to the dark blue background. "
                     "It is easy to tell the depth of a well. Four hours of steady work faced us."),
    "near": ("en-gb+f3", "These days a chicken leg is a rare dish. Rice is often served in round bowls. "
                         "The juice of lemons makes fine punch. The hogs were fed chopped corn."),
}

HEAD = """# Echo, noise and level

Written by `scripts/echo`, which measures in synthetic rooms, from seeds, without a device. PESQ is
MOS-LQO, narrowband at 8000 Hz and wideband at 16000 Hz, against what was said. Recorded voices at
8000 Hz, espeak-ng's at 16000 Hz, at −26 dBov.

The room's echo level is beside the played sound, its delay from the playing to the recording.
"Removed" is the level of the echo before, less what is left of it after: in the last 8 s of 20 s
in which the far end speaks alone, and in 4 s after both have spoken for 8 s. The near voice in
double talk is as loud as the played sound.

"""


def read(path, rate):
    own, sound = scipy.io.wavfile.read(path)
    sound = sound.astype(float) / 32768
    divisor = math.gcd(rate, own)
    return sound if rate == own else scipy.signal.resample_poly(sound, rate // divisor, own // divisor)


def voices(folder, rate):
    paths = []
    for side in ["far", "near"]:
        if rate == 8000:
            parts = [read(PROMPTS / f"{name}.wav", rate) for name in RECORDED[side]]
        else:
            voice, words = SPOKEN[side]
            spoken = folder / f"{side}-spoken.wav"
            subprocess.run(["espeak-ng", "-v", voice, "-s", "150", "-w", spoken, words], check=True)
            parts = [read(spoken, rate)]
        sound = np.concatenate(parts)[: 20 * rate]
        path = folder / f"{side}-{rate}.wav"
        scipy.io.wavfile.write(path, rate, (sound / np.max(np.abs(sound)) * 20000).astype(np.int16))
        paths.append(path)
    return paths


def score(folder, rate, name):
    said, heard = (scipy.io.wavfile.read(folder / f"{name}-{side}.wav")[1] for side in ["said", "heard"])
    return f"{pesq.pesq(rate, said, heard, 'nb' if rate == 8000 else 'wb'):.2f}"


def tables(binary, folder, rate):
    far, near = voices(folder, rate)
    text = subprocess.run([binary, far, near, folder], check=True, capture_output=True, text=True).stdout
    names = re.findall(r"\{([^}]+)\}", text)
    with multiprocessing.pool.ThreadPool() as pool:
        scores = dict(zip(names, pool.map(lambda name: score(folder, rate, name), names)))
    return re.sub(r"\{([^}]+)\}", lambda found: scores[found[1]], text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--snapshot", type=pathlib.Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    text = HEAD + "".join(tables(options.binary, options.folder, rate) for rate in [8000, 16000])
    print(text, end="")
    if options.snapshot:
        options.snapshot.write_text(text.rstrip("\n") + "\n")


main()
