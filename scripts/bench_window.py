"""What the window costs beside Linphone and Twinkle; started by scripts/bench-window."""

import argparse
import os
import pathlib
import re
import signal
import statistics
import subprocess
import tempfile
import time

# Until a window is there or a phone is registered, seconds.
PATIENCE = 40
# Until nothing more is loaded after the first picture, seconds.
SETTLING = 8
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
# Libraries that draw: of the memory of a window without a graphics card they are the most.
DRAWING = re.compile(r"LLVM|gallium|swrast|_dri\.so|libGL|libEGL|libglapi|libvulkan")


class Display:
    """An X server without a screen."""

    def __init__(self):
        read, write = os.pipe()
        arguments = ["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
        self.server = subprocess.Popen(arguments, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.name = ":" + told.readline().strip()

    def ask(self, *command):
        """What a program says that looks at this display; nothing when it fails."""
        done = subprocess.run(command, env=dict(os.environ, DISPLAY=self.name), capture_output=True)
        return done.stdout if done.returncode == 0 else b""

    def windows(self):
        """Windows that can be seen and are larger than a tip, by number, with their size."""
        found = {}
        for line in self.ask("xwininfo", "-root", "-tree").decode(errors="replace").splitlines():
            match = re.match(r"\s+(0x[0-9a-f]+) .*?\s(\d+)x(\d+)\+", line)
            if match and int(match[2]) > 150 and int(match[3]) > 60:
                found[match[1]] = (int(match[2]), int(match[3]))
        seen = {}
        for number, size in found.items():
            if b"IsViewable" in self.ask("xwininfo", "-id", number, "-stats"):
                seen[number] = size
        return seen

    def is_drawn(self, number):
        """More than one colour is in it."""
        picture = self.ask("xwd", "-silent", "-id", number)
        if len(picture) < 200:
            return False
        # An even spread of samples is enough to tell a picture from a blank.
        body = picture[-len(picture) // 2 :]
        samples = {body[at : at + 4] for at in range(0, len(body) - 4, max(4, len(body) // 4000 // 4 * 4))}
        return len(samples) > 3

    def close(self):
        self.server.terminate()
        self.server.wait()


class Phone:
    """A program with a window; each in a home of its own."""

    def __init__(self, display, folder, offhook):
        self.display, self.home, self.offhook = display, folder, offhook
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_RUNTIME_DIR": str(folder),
            "DISPLAY": display.name,
            "LANG": "C.UTF-8",
            # No card, no server: every one of them has a null device instead.
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "QT_QPA_PLATFORM": "xcb",
        }
        for part in ("config", "data"):
            (folder / part).mkdir()
        os.chmod(folder, 0o700)
        (folder / "asound.conf").write_text("pcm.!default { type null }\nctl.!default { type hw card 0 }\n")
        self.log = folder / "said"

    def command(self):
        raise NotImplementedError

    def is_registered(self):
        """Nothing where that cannot be told: no server of its kind is part of this measurement."""
        return None

    def start(self):
        self.began = time.monotonic()
        with open(self.log, "wb") as said:
            self.process = subprocess.Popen(
                self.command(), env=self.environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
            )

    def tree(self):
        """The program with what it has started."""
        found, todo = [], [self.process.pid]
        while todo:
            process = todo.pop()
            found.append(process)
            for children in pathlib.Path(f"/proc/{process}/task").glob("*/children"):
                try:
                    todo += map(int, children.read_text().split())
                except OSError:
                    pass
        return found

    def processor(self):
        """Seconds of processor so far."""
        total = 0
        for process in self.tree():
            try:
                fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
                total += int(fields[11]) + int(fields[12])
            except OSError:
                pass
        return total / TICKS

    def memory(self):
        """Resident, proportional, and the proportional part of libraries that draw, MiB."""
        resident = proportional = drawing = 0
        for process in self.tree():
            try:
                resident += int(pathlib.Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / 1024
                named = False
                for line in pathlib.Path(f"/proc/{process}/smaps").read_text(errors="replace").splitlines():
                    if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
                        named = bool(DRAWING.search(line))
                    elif line.startswith("Pss:"):
                        size = int(line.split()[1])
                        proportional += size
                        drawing += size if named else 0
            except OSError:
                pass
        return resident / 1024, proportional / 1024, drawing / 1024

    def end(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                break
            try:
                self.process.wait(5)
                break
            except subprocess.TimeoutExpired:
                pass


class Offhook(Phone):
    name = "offhook"

    def command(self):
        return [self.offhook, "demo", "--device", "SEP00BE0C000001", "--input", "silence", "--output", "silence"]

    def is_registered(self):
        # The number in the window's title is the server's word.
        return b"1001" in self.display.ask("xwininfo", "-root", "-tree")

    def talk(self):
        """Calls the echo; gives whether that can be done."""
        window = next(iter(self.display.windows()), None)
        if window is None:
            return False
        self.display.ask("xdotool", "windowfocus", window)
        self.display.ask("xdotool", "key", "6", "0", "0", "Return")
        time.sleep(4)
        return True


class Linphone(Phone):
    name = "linphone"

    def command(self):
        # It does not start without a session bus, which it would find on a desktop.
        return ["dbus-run-session", "--", "linphone"]


class Twinkle(Phone):
    name = "twinkle"

    def command(self):
        return ["twinkle"]


PHONES = {phone.name: phone for phone in (Offhook, Linphone, Twinkle)}


def wait(fits, since):
    """Seconds until it is so; nothing when it takes too long."""
    while time.monotonic() - since < PATIENCE:
        if fits():
            return time.monotonic() - since
        time.sleep(0.005)
    return None


def repaints(phone, seconds):
    """Processor share in percent, and how often a second the thread that draws has woken."""
    began, before = time.monotonic(), phone.processor()
    switches = main_switches(phone)
    time.sleep(seconds)
    passed = time.monotonic() - began
    return 100 * (phone.processor() - before) / passed, (main_switches(phone) - switches) / passed


def main_switches(phone):
    """How often the thread that draws has slept: it wakes for every picture, and for little else."""
    try:
        status = pathlib.Path(f"/proc/{phone.process.pid}/task/{phone.process.pid}/status").read_text()
        return int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", status, re.M)[1])
    except (OSError, TypeError):
        return 0


def measure(kind, seconds, offhook):
    with tempfile.TemporaryDirectory(prefix="bench-window-", ignore_cleanup_errors=True) as folder:
        display = Display()
        phone = kind(display, pathlib.Path(folder), offhook)
        try:
            phone.start()
            figures = {"window": wait(lambda: bool(display.windows()), phone.began)}
            drawn = lambda: any(display.is_drawn(number) for number in display.windows())
            figures["picture"] = wait(drawn, phone.began)
            if phone.is_registered() is not None:
                figures["registered"] = wait(phone.is_registered, phone.began)
            if phone.process.poll() is not None:
                raise SystemExit(f"{phone.name} has ended: {phone.log.read_text(errors='replace')[-400:]}")
            time.sleep(SETTLING)
            figures["idle %"], figures["idle wakes/s"] = repaints(phone, seconds)
            figures["resident"], figures["shared out"], figures["of it drawing"] = phone.memory()
            if hasattr(phone, "talk") and phone.talk():
                figures["talk %"], figures["talk wakes/s"] = repaints(phone, seconds)
            return figures
        finally:
            phone.end()
            display.close()


COLUMNS = [
    ("window", "window s", 2),
    ("picture", "picture s", 2),
    ("registered", "registered s", 2),
    ("idle %", "idle %", 2),
    ("idle wakes/s", "wakes/s", 2),
    ("talk %", "in a call %", 2),
    ("talk wakes/s", "wakes/s", 2),
    ("resident", "RSS MiB", 0),
    ("shared out", "PSS MiB", 0),
    ("of it drawing", "of it GL MiB", 0),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offhook", required=True)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(PHONES))
    chosen = parser.parse_args()
    offhook = str(pathlib.Path(chosen.offhook).resolve())
    print("| phone | " + " | ".join(title for _, title, _ in COLUMNS) + " |")
    print("| --- |" + " ---: |" * len(COLUMNS))
    for name in chosen.only.split(","):
        rounds = [measure(PHONES[name], chosen.seconds, offhook) for _ in range(chosen.rounds)]
        cells = []
        for key, _, digits in COLUMNS:
            values = [figures[key] for figures in rounds if figures.get(key) is not None]
            cells.append(f"{statistics.median(values):.{digits}f}" if values else "–")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    load = os.getloadavg()[0]
    if load > 1.5:
        print(f"\nOther programs ran meanwhile (load {load:.1f}): times and shares say little.")


if __name__ == "__main__":
    main()
