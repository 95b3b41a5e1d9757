"""What a call costs beside baresip; started by scripts/bench-call."""

import argparse
import array
import json
import math
import os
import pathlib
import queue
import shutil
import signal
import statistics
import subprocess
import tempfile
import threading
import time
import wave

RATE = 8000
# Until a phone is ready or a call stands, seconds.
PATIENCE = 20
# Until buffers and delays have settled in a call, seconds.
SETTLING = 5
TICKS = os.sysconf("SC_CLK_TCK")
SIDES = ("a", "b")


def write_speech(path, seconds):
    """A voiced sound in syllables with pauses, long enough for the call."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        second = array.array("h")
        for n in range(RATE * 4):
            at = n / RATE
            voice = sum(math.sin(math.tau * 125 * k * at) / k for k in range(1, 12))
            syllable = max(0.0, math.sin(math.tau * 2 * at)) if at < 3 else 0.0
            second.append(int(5000 * voice * syllable))
        for _ in range(seconds // 4 + 1):
            file.writeframes(second.tobytes())


def loudness(path):
    """Peak of a recording, raw or WAV: none of it, no call."""
    data = path.read_bytes()
    samples = array.array("h", data[44 : 44 + (len(data) - 44) // 2 * 2])
    return max(map(abs, samples), default=0)


class SoundServer:
    """A PulseAudio of our own with a microphone and a speaker for each phone."""

    def __init__(self, folder, speech):
        self.folder = folder
        sinks = [f"{side}_{what}" for side in SIDES for what in ("mic", "speaker")]
        script = folder / "modules.pa"
        script.write_text(
            f"load-module module-native-protocol-unix socket={folder}/native auth-anonymous=1\n"
            + "".join(f"load-module module-null-sink sink_name={sink} rate=48000 channels=1 norewinds=1\n" for sink in sinks)
        )
        # Without ALSA's own configuration, whose hooks would redefine "default".
        for side in SIDES:
            (folder / f"{side}.asound").write_text(
                "defaults.pcm.card 0\ndefaults.ctl.card 0\n"
                f'pcm.default {{ type asym\n capture.pcm {{ type pulse device "{side}_mic.monitor" }}\n'
                f' playback.pcm {{ type pulse device "{side}_speaker" }}\n hint {{ show on description "default" }} }}\n'
                f'ctl.default {{ type pulse device "{side}_speaker" }}\n'
            )
        self.environment = dict(os.environ, XDG_RUNTIME_DIR=str(folder), HOME=str(folder), PULSE_SERVER=f"unix:{folder}/native")
        arguments = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes", "-F", script]
        with open(folder / "pulse.log", "wb") as log:
            self.daemon = subprocess.Popen(["pulseaudio", *arguments], env=self.environment, stdout=log, stderr=log)
        self.players = []
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(["pactl", "info"], env=self.environment, capture_output=True).returncode:
            if time.monotonic() > deadline:
                raise SystemExit(f"pulseaudio does not come up: see {folder}/pulse.log")
            time.sleep(0.1)
        for side in SIDES:
            player = subprocess.Popen(["paplay", "-d", f"{side}_mic", speech], env=self.environment)
            self.players.append(player)

    def of(self, side):
        return dict(self.environment, ALSA_CONFIG_PATH=str(self.folder / f"{side}.asound"))

    def heard(self, side):
        """Peak of what this side's speaker plays within two seconds."""
        path = self.folder / "heard.raw"
        with open(path, "wb") as file:
            recorder = subprocess.Popen(
                ["parec", "-d", f"{side}_speaker.monitor", "--format=s16le", "--channels=1", "--rate=8000"],
                env=self.environment, stdout=file)
            time.sleep(4)
            recorder.terminate()
            recorder.wait()
        return loudness(path)

    def stop(self):
        for process in (*self.players, self.daemon):
            process.terminate()
            process.wait()


class Phone:
    """A phone as a process whose output is read line by line."""

    def __init__(self, command, environment, log):
        self.lines = queue.Queue()
        self.log = open(log, "w")
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.log.write(line)
            self.log.flush()
            self.lines.put(line)

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def until(self, fits, what):
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                line = self.lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise SystemExit(f"{type(self).__name__}: no {what} within {PATIENCE} s; see {self.log.name}") from None
            if fits(line):
                return

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """Resident memory, and what of it is nobody else's, MiB."""
        rollup = pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        sizes = {line.split()[0]: int(line.split()[1]) / 1024 for line in rollup.splitlines()[1:]}
        return sizes["Rss:"], sizes["Pss:"]

    def end(self):
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.log.close()


class Offhook(Phone):
    """Ours, registered with its own call server."""

    server = None

    def __init__(self, program, side, folder, speech, sound):
        if Offhook.server is None:
            Offhook.server = subprocess.Popen(
                [program, "callmanager", "--listen", "127.0.0.1:12000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(1)
        devices = ["default", "default"] if sound else [f"loop:{speech}", f"file:{folder}/offhook_{side}.wav"]
        command = [program, "phone", "--headless", "--json", "--server", "127.0.0.1:12000", "--call-log", "off",
                   "--codecs", "ulaw", "--device", f"SEP00000000000{side.upper()}", "--input", devices[0], "--output", devices[1]]
        super().__init__(command, sound.of(side) if sound else dict(os.environ), folder / f"offhook_{side}.log")
        self.until(self.event(event="registered"), "registration")

    @staticmethod
    def event(**wanted):
        def fits(line):
            try:
                event = json.loads(line)
            except ValueError:
                return False
            return all(event.get(key) == value for key, value in wanted.items())
        return fits

    def call(self, other):
        self.say("dial 1002")
        other.until(self.event(event="state", state="RingIn"), "ringing")
        other.say("answer")
        for phone in (self, other):
            phone.until(self.event(event="state", state="Connected"), "call")

    def hang_up(self):
        self.say("hangup")

    def quit(self):
        self.say("quit")
        self.end()

    @classmethod
    def end_all(cls):
        if cls.server:
            cls.server.terminate()
            cls.server.wait()
            cls.server = None


class Baresip(Phone):
    """Debian's baresip, called by its address. Old ones have no player for files: they play nothing then."""

    def __init__(self, program, side, folder, speech, sound):
        home = folder / f"baresip_{side}"
        home.mkdir(exist_ok=True)
        self.port = 15060 + 10 * SIDES.index(side)
        if sound:
            audio = "audio_player alsa,default\naudio_source alsa,default\naudio_alert alsa,default\nmodule alsa.so\n"
        else:
            audio = (f"audio_player aufile,{folder}/baresip_{side}.wav\naudio_source aufile,{speech}\n"
                     f"audio_alert aufile,{folder}/alert.wav\nmodule aufile.so\n")
        modules = pathlib.Path("/usr/lib/baresip/modules")
        (home / "config").write_text(
            f"poll_method epoll\nsip_listen 127.0.0.1:{self.port}\nrtp_ports {self.port + 1000}-{self.port + 1008}\n"
            f"audio_level no\nrtp_stats no\nmodule_path {modules}\nmodule stdio.so\nmodule g711.so\n{audio}"
            "module_tmp account.so\nmodule_app menu.so\nstatmode_default off\n")
        (home / "accounts").write_text(
            f"<sip:{side}@127.0.0.1:{self.port}>;regint=0;audio_codecs=pcmu;ptime=20;answermode=auto\n")
        (home / "contacts").write_text("")
        environment = dict(sound.of(side) if sound else os.environ, HOME=str(home))
        super().__init__([program, "-f", str(home)], environment, folder / f"baresip_{side}.log")
        self.until(lambda line: "is ready" in line, "start")

    def call(self, other):
        self.say(f"/dial sip:b@127.0.0.1:{other.port}")
        for phone in (self, other):
            phone.until(lambda line: "incoming rtp" in line and "established" in line, "call")

    def hang_up(self):
        self.say("/hangup")

    def quit(self):
        self.say("/quit")
        self.end()

    @classmethod
    def end_all(cls):
        pass


def measure(kind, program, folder, speech, sound, seconds):
    """One call of two such phones; the figures of one, as the mean of both."""
    phones = [kind(program, side, folder, speech, sound) for side in SIDES]
    try:
        time.sleep(2)
        idle = [phone.memory() for phone in phones]
        phones[0].call(phones[1])
        time.sleep(SETTLING)
        before = [phone.processor_seconds() for phone in phones]
        server_before = server_seconds(sound)
        began = time.monotonic()
        time.sleep(seconds)
        lasted = time.monotonic() - began
        spent = [phone.processor_seconds() - past for phone, past in zip(phones, before)]
        server = (server_seconds(sound) - server_before) / lasted / len(phones)
        in_call = [phone.memory() for phone in phones]
        peak = sound.heard("b") if sound else None
        phones[0].hang_up()
        time.sleep(1)
    finally:
        for phone in phones:
            phone.quit()
        kind.end_all()
    recording = folder / f"{kind.__name__.lower()}_b.wav"
    if peak is None and recording.exists():
        peak = loudness(recording)
    if peak is not None and peak < 1000:
        raise SystemExit(f"{kind.__name__}: nothing is heard in the call (peak {peak}); see {folder}")
    mean = statistics.mean
    return {
        "cpu": mean(spent) / lasted,
        "server": server,
        "idle_rss": mean(memory[0] for memory in idle),
        "idle_pss": mean(memory[1] for memory in idle),
        "call_rss": mean(memory[0] for memory in in_call),
        "call_pss": mean(memory[1] for memory in in_call),
    }


def server_seconds(sound):
    if not sound:
        return 0.0
    fields = pathlib.Path(f"/proc/{sound.daemon.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def compare(way, arguments, folder, speech):
    """Rounds of both kinds in turn, and a line about each."""
    kinds = {Offhook: arguments.offhook, Baresip: "baresip"}
    rounds = {kind: [] for kind in kinds}
    for number in range(arguments.rounds):
        for kind, program in kinds.items():
            inside = folder / f"{way}-{number}-{kind.__name__.lower()}"
            inside.mkdir(mode=0o700)
            sound = SoundServer(inside, speech) if way == "sound" else None
            try:
                rounds[kind].append(measure(kind, program, inside, speech, sound, arguments.seconds))
            finally:
                if sound:
                    sound.stop()
    for kind, figures in rounds.items():
        figure = {key: statistics.median(one[key] for one in figures) for key in figures[0]}
        spread = [100 * one["cpu"] for one in figures]
        print(f"{way:<6} {kind.__name__:<8} {100 * figure['cpu']:>7.2f} %  {min(spread):>5.2f}–{max(spread):<5.2f}"
              f" {100 * figure['server']:>9.2f} %  {figure['idle_rss']:>5.1f} / {figure['call_rss']:<5.1f}"
              f"  {figure['idle_pss']:>5.1f} / {figure['call_pss']:<5.1f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offhook", required=True)
    parser.add_argument("--seconds", type=int, default=30, help="how long each call is measured")
    parser.add_argument("--rounds", type=int, default=3, help="calls of each kind; the median is told")
    parser.add_argument("--only", choices=("files", "sound"))
    arguments = parser.parse_args()
    ways = [arguments.only] if arguments.only else ["files", "sound"]
    print(f"One phone in a G.711 call of 20 ms packets; {arguments.rounds} calls of {arguments.seconds} s in turn, medians.\n"
          "CPU of a core, its spread over the calls, the sound server's share for a phone, resident memory idle / in\n"
          "the call, and the same with shared pages divided among those who share them (PSS), MiB. On files,\n"
          "a baresip without a player for files plays nothing.")
    # Kept when something goes wrong: the phones' words are in it.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-call-"))
    speech = folder / "speech.wav"
    write_speech(speech, arguments.seconds + 60)
    for way in ways:
        compare(way, arguments, folder, speech)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
