"""Pictures of the window for the user guide, by real calls.

A call server of its own on loopback, two phones without windows that call and answer,
and the phone in the window on a display of its own, driven by its keys. Nothing is
drawn from fixtures. Each state is photographed in both faces and all themes.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
OFFHOOK = TARGET / "debug" / "offhook"
SCREENS = ROOT / "docs" / "screens"
PATIENCE = 30.0

SERVER = """
[unknown_phones]
register = false

[[phone]]
device = "SEP00DE30000001"
name = "Ada"
buttons = ["line 1001", "line 7001", "blf 1002 Bert", "blf 1003 Carla", "speed dial 600 Echo", "feature privacy"]

[[phone]]
device = "SEP00DE30000002"
name = "Bert"
buttons = ["line 1002"]

[[phone]]
device = "SEP00DE30000003"
name = "Carla"
buttons = ["line 1003"]

[[line]]
number = "1001"
voicemail = true
"""

# People to look for, of nowhere.
BOOK = [
    ("Zoë Müller", "home", "+49 30 5550123"),
    ("Bob Munro", "work", "1003"),
    ("Bob Munro", "cell", "+44 7700 900123"),
    ("Roberta Moss", "work", "+44 20 7946 0018"),
]

# How often Tab goes on in the menu of the window, in a call, to "Desktop…".
ENTRIES = 18

THEMES = ["dark", "light", "high-contrast"]
FACES = ["full", "compact"]


class Stage:
    """Display, server and the two other phones."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.processes = []
        read, write = os.pipe()
        # A server that its last client leaves begins anew, and refuses the next one meanwhile: in
        # the first start there is a window after the other.
        display = ["Xvfb", "-noreset", "-displayfd", str(write), "-nolisten", "tcp"]
        self.display_process = self.start(
            [*display, "-screen", "0", "1280x1024x24"],
            pass_fds=[write],
        )
        os.close(write)
        number = os.fdopen(read).readline().strip()
        self.environment = dict(
            os.environ,
            DISPLAY=":" + number,
            LIBGL_ALWAYS_SOFTWARE="1",
            XDG_CONFIG_HOME=str(self.folder / "config"),
            XDG_DATA_HOME=str(self.folder / "data"),
            XDG_RUNTIME_DIR=str(self.folder),
        )
        self.environment.pop("WAYLAND_DISPLAY", None)
        (self.folder / "config" / "offhook").mkdir(parents=True)
        # A desktop, but one without a tray and notifications.
        bus = f"--address=unix:path={self.folder}/bus"
        self.start(["dbus-daemon", "--session", "--nofork", bus])
        config = self.folder / "server.toml"
        config.write_text(SERVER)
        self.port = free_port()
        self.server = self.start(
            [OFFHOOK, "callmanager", "--listen", f"127.0.0.1:{self.port}", "--config", config]
        )
        self.others = [self.other(2), self.other(3)]

    def start(self, command, **options):
        options.setdefault("env", getattr(self, "environment", os.environ))
        process = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **options,
        )
        self.processes.append(process)
        return process

    def other(self, number):
        """A phone without a window, told what to do by lines."""
        command = [OFFHOOK, "phone", "--headless", "--server", f"127.0.0.1:{self.port}"]
        command += ["--device", f"SEP00DE3000000{number}", "--input", "tone:440"]
        command += ["--output", "silence", "--control", "off"]
        phone = self.start(command, stdin=subprocess.PIPE, text=True)
        tell(phone, "wait registered")
        return phone

    def window(self, *options, server=None):
        """The phone in the window, with the keyboard on it."""
        server = server or f"127.0.0.1:{self.port}"
        command = [OFFHOOK, "phone", "--server", server]
        if "--device" not in options:
            command += ["--device", "SEP00DE30000001"]
        command += ["--output", "silence", "--call-log", "off", *options]
        if "--input" not in options:
            command += ["--input", "tone:300"]
        return self.start(command)

    def run(self, *command):
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        return done.stdout

    def find(self, title="Offhook"):
        start = time.monotonic()
        while time.monotonic() - start < PATIENCE:
            windows = self.run("xdotool", "search", "--onlyvisible", "--name", title).split()
            if windows:
                return windows[0]
            if self.processes[-1].poll() is not None:
                raise SystemExit(f"the program has ended with {self.processes[-1].returncode}")
            time.sleep(0.1)
        raise SystemExit(f"no window {title} appears")

    def focus(self):
        self.run("xdotool", "windowfocus", "--sync", self.find())
        self.run("xdotool", "mousemove", "1279", "1023")

    def press(self, *keys):
        self.run("xdotool", "key", "--delay", "60", *keys)

    def status(self):
        text = self.run(OFFHOOK, "status", "--json")
        try:
            answer = json.loads(text)
        except ValueError:
            return {}
        return answer.get("screen", answer)

    def until(self, what, fits):
        start = time.monotonic()
        while time.monotonic() - start < PATIENCE:
            screen = self.status()
            if screen and fits(screen):
                return
            time.sleep(0.15)
        raise SystemExit(f"{what} did not come; the phone shows {self.status()}")

    def calls(self, *states):
        """Waits until the phone has calls in just these states."""
        wanted = sorted(states)
        self.until(
            f"calls {wanted}",
            lambda screen: sorted(call["state"] for call in screen.get("calls", [])) == wanted,
        )

    def photograph(self, path):
        self.photograph_window(self.find(), path)

    def photograph_window(self, window, path):
        self.run("import", "-silent", "-window", window, str(path))
        # Few colours are enough, and small.
        self.run("mogrify", "-strip", "+dither", "-colors", "160", "-define",
                 "png:compression-level=9", f"png8:{path}")

    def beside(self, phone):
        """The window beside the phone that is open."""
        start = time.monotonic()
        while time.monotonic() - start < PATIENCE:
            windows = self.run("xdotool", "search", "--onlyvisible", "--name", ".").split()
            others = [window for window in windows if window != phone]
            if others:
                return others[-1]
            time.sleep(0.1)
        raise SystemExit("no window opens beside the phone")

    def photograph_in(self, theme, face, path, again=None):
        """Photographs the window in this theme and face, changing them until it has them.

        A card takes the keys for that: it is closed before, and opened again.
        """
        start = time.monotonic()
        while time.monotonic() - start < PATIENCE:
            self.photograph(path)
            now = shown(path)
            if now == (theme, face):
                return
            if again:
                self.press("Escape")
            self.press("alt+t" if now[0] != theme else "alt+m")
            time.sleep(0.7)
            if again:
                again(self)
                time.sleep(0.5)
        path.unlink()
        raise SystemExit(f"no {theme} theme of the {face} face appears")

    def close(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def shown(path):
    """Theme and face of a picture: by a corner of the ground, and by the width."""
    text = subprocess.run(
        ["convert", path, "-format", "%w %[fx:int(255*p{3,3}.r)]", "info:"],
        capture_output=True,
        text=True,
    ).stdout
    width, light = (int(part) for part in text.split())
    theme = "high-contrast" if light < 8 else "dark" if light < 110 else "light"
    return theme, "compact" if width < 600 else "full"


def tell(phone, line):
    phone.stdin.write(line + "\n")
    phone.stdin.flush()


def free_port():
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def idle(stage):
    stage.calls()


def typed(stage):
    stage.press("0", "8", "9", "1", "2", "3", "4")


def meant(stage):
    stage.press("2", "6", "2")
    time.sleep(0.3)
    stage.press("Down")


def search(stage):
    stage.press("alt+k")
    time.sleep(0.3)
    stage.press("m", "u")


def dialling(stage):
    stage.press("F3")
    stage.calls("OffHook")
    stage.press("6", "0")


def ringing_out(stage):
    stage.press("6", "0", "5", "Return")
    stage.calls("RingOut")


def busy(stage):
    stage.press("6", "0", "3", "Return")
    stage.calls("Busy")


def ringing_in(stage):
    tell(stage.others[0], "dial 1001")
    stage.calls("RingIn")


def in_call(stage):
    ringing_in(stage)
    stage.press("ctrl+a")
    stage.calls("Connected")


def muted(stage):
    in_call(stage)
    stage.press("ctrl+t")


def hold(stage):
    in_call(stage)
    stage.press("F2")
    stage.calls("Hold")


def call_waiting(stage):
    in_call(stage)
    tell(stage.others[1], "dial 1001")
    stage.until("a second call", lambda screen: len(screen.get("calls", [])) == 2)


def two_calls(stage):
    call_waiting(stage)
    stage.press("ctrl+a")
    stage.calls("Connected", "Hold")


def conference(stage):
    stage.press("1", "0", "0", "2", "Return")
    tell(stage.others[0], "wait ringing")
    tell(stage.others[0], "answer")
    stage.calls("Connected")
    soft_key(stage, "Confrn")
    stage.until("the second call", lambda screen: screen.get("off_hook") and len(screen["calls"]) == 2)
    stage.press("1", "0", "0", "3")
    tell(stage.others[1], "wait ringing")
    tell(stage.others[1], "answer")
    stage.until(
        "the answer",
        lambda screen: any(call["state"] == "Connected" for call in screen["calls"]),
    )
    time.sleep(1)
    soft_key(stage, "Confrn")
    time.sleep(1.5)


def settings(stage):
    stage.press("ctrl+s")
    stage.until("the menu", lambda screen: screen.get("menu"))


def directories(stage):
    stage.press("ctrl+d")
    stage.until("the menu", lambda screen: screen.get("menu"))


def rings(stage):
    settings(stage)
    stage.press("1", "1", "F2")
    time.sleep(0.5)


def explained(stage):
    stage.press("question")
    stage.until("Help", lambda screen: screen.get("menu"))
    stage.press("F3")
    time.sleep(0.5)


def details(stage):
    stage.press("1", "0", "0", "2", "Return")
    tell(stage.others[0], "wait ringing")
    tell(stage.others[0], "answer")
    stage.calls("Connected")
    time.sleep(5)
    stage.press("ctrl+e")
    stage.calls()
    directories(stage)
    stage.press("3")
    time.sleep(0.5)
    soft_key(stage, "Details")
    time.sleep(0.5)


def statistics(stage):
    in_call(stage)
    time.sleep(6)
    stage.press("ctrl+i", "ctrl+i")
    stage.until("the figures", lambda screen: screen.get("figures"))
    time.sleep(2)


def message_waiting(stage):
    tell(stage.others[0], "dial 1001")
    stage.calls("RingIn")
    soft_key(stage, "iDivert")
    stage.calls()
    time.sleep(8)
    tell(stage.others[0], "hangup")
    stage.until("the lamp", lambda screen: screen.get("message_waiting", "off") != "off")


def soft_key(stage, label):
    """Presses the soft key of this label, on whichever page it is."""
    for _ in range(6):
        screen = stage.status()
        bar = screen.get("soft_keys", {})
        keys = [key["label"] for key in bar.get("keys", [])]
        shown = keys
        if len(keys) > 5:
            page = bar.get("page", 0)
            shown = keys[page * 4 : page * 4 + 4]
        if label in shown:
            stage.press(f"F{shown.index(label) + 2}")
            return
        stage.press("F6")
        time.sleep(0.5)
    raise SystemExit(f"no soft key {label} among {keys}")


# What the picture shows, how it is reached, and options of the phone in the window.
STATES = {
    "idle": ("Nothing to do", idle, {}),
    "typed": ("A number typed on hook", typed, {}),
    "meant": ("Who may be meant by a number", meant, {"book": True}),
    "search": ("The quick search", search, {"book": True, "again": search}),
    "dialling": ("Dialling off hook", dialling, {}),
    "ringing-out": ("It rings there", ringing_out, {}),
    "busy": ("Busy", busy, {}),
    "ringing-in": ("An incoming call", ringing_in, {}),
    "in-call": ("In a call", in_call, {}),
    "muted": ("The microphone is muted", muted, {}),
    "hold": ("A call on hold", hold, {}),
    "call-waiting": ("A second call knocks", call_waiting, {}),
    "two-calls": ("Two calls, one held", two_calls, {}),
    "conference": ("A conference", conference, {}),
    "directories": ("The Directories menu", directories, {}),
    "details": ("Details of a past call", details, {}),
    "settings": ("The Settings menu", settings, {}),
    "rings": ("A ring is chosen", rings, {}),
    "explained": ("Help says what a key does", explained, {}),
    "statistics": ("Figures of the call", statistics, {}),
    "message-waiting": ("A message waits", message_waiting, {}),
    "no-server": ("The server is not reached", None, {"server": "127.0.0.1:1"}),
    "rejected": ("The server refuses the phone", None, {"device": "SEP00DE30000009"}),
    "no-sound": ("A sound device is missing", in_call, {"input": "Lost headset"}),
}


# The windows beside the phone: what the picture shows, the key that opens it, keys in it.
WINDOWS = {
    "window-history": ("Past calls", "alt+h", ["Down"]),
    "window-contacts": ("The address book", "alt+c", ["Down", "Down"]),
    "window-preferences": ("Preferences", "alt+s", []),
    "window-keys": ("Every key", "F1", []),
    "window-statistics": ("Figures of the call as curves", "alt+i", []),
    "window-ladder": ("Messages of the call as arrows in time", "alt+l", ["Up", "Up"]),
    "window-tuning": ("The sound of each mode is tuned", "alt+a", []),
    "window-desktop": ("What of the desktop is used", "shift+F10", []),
    "window-report": ("A problem report", "alt+p", []),
}

# The pages of the first start: what the picture shows, the device name, the server that is
# typed (nothing; one of the demo's own; a port where nobody listens), and keys behind it.
FIRST = {
    "first-start": ("The first start", "SEP00DE30000001", None, []),
    "first-start-failed": ("Nothing listens there", "SEP00DE30000001", "closed", []),
    "first-start-refused": ("The server refuses the phone", "SEP00DE30000009", "open", []),
    "first-start-ready": ("The phone is ready", "SEP00DE30000001", "open", []),
    "first-start-sound": ("Its sound is set up", "SEP00DE30000001", "open", ["Return"]),
}


def main():
    quick = "--quick" in sys.argv
    wanted = [name for name in sys.argv[1:] if not name.startswith("--")] or [
        *STATES,
        *WINDOWS,
        *FIRST,
    ]
    SCREENS.mkdir(parents=True, exist_ok=True)
    for name in [name for name in wanted if name in STATES]:
        staged(name, take, name, quick)
    for theme in THEMES[:1] if quick else THEMES:
        names = [name for name in wanted if name in WINDOWS]
        if names:
            staged(f"windows in {theme}", take_windows, names, theme)
        names = [name for name in wanted if name in FIRST]
        if names:
            staged(f"first start in {theme}", take_first, names, theme)
    index()
    # The one on the first page.
    shutil.copy(SCREENS / "in-call-full-dark.png", ROOT / "docs" / "screenshot.png")


def staged(what, pictures, *arguments):
    """Takes these pictures on a stage of their own, and says what failed."""
    with tempfile.TemporaryDirectory(prefix="offhook-screens-") as folder:
        stage = Stage(folder)
        try:
            pictures(stage, *arguments)
        except SystemExit as failed:
            print(f"{what}: {failed}", file=sys.stderr)
        finally:
            stage.close()


def take(stage, name, quick):
    """All pictures of a state: themes and faces change while it lasts."""
    _, reach, options = STATES[name]
    look = '[look]\ntheme = "dark"\nsize = 1.0\ncompact_size = 1.0\n'
    (stage.folder / "config" / "offhook" / "config.toml").write_text(look)
    if "book" in options:
        data = stage.folder / "data" / "offhook"
        data.mkdir(parents=True, exist_ok=True)
        (data / "contacts.vcf").write_text("".join(map(card, BOOK)))
    more = []
    if "input" in options:
        more += ["--input", options["input"]]
    if "device" in options:
        more += ["--device", options["device"]]
    stage.window(*more, server=options.get("server"))
    stage.focus()
    if reach:
        stage.until(
            "registration",
            lambda screen: screen["registration"]["state"] == "registered",
        )
        time.sleep(0.5)
        reach(stage)
    else:
        time.sleep(3)
    time.sleep(0.8)
    for face in FACES:
        for theme in THEMES[:1] if quick else THEMES:
            path = SCREENS / f"{name}-{face}-{theme}.png"
            stage.photograph_in(theme, face, path, options.get("again"))
    print(name)


def card(person):
    name, kind, number = person
    return f"BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nTEL;TYPE={kind}:{number}\nEND:VCARD\n"


def take_windows(stage, names, theme):
    """Pictures of the windows beside the phone, after some calls and in another."""
    config = stage.folder / "config" / "offhook"
    look = f'[look]\ntheme = "{theme}"\nsize = 1.0\n'
    (config / "config.toml").write_text(f"{look}[headset]\ninput_gain = -12\n")
    data = stage.folder / "data" / "offhook"
    data.mkdir(parents=True, exist_ok=True)
    (data / "contacts.vcf").write_text("".join(map(card, BOOK)))
    stage.window()
    stage.focus()
    stage.until("registration", lambda screen: screen["registration"]["state"] == "registered")
    phone = stage.find()
    for number in ("603", "604"):
        stage.press(*number, "Return")
        time.sleep(2)
        stage.press("ctrl+e")
        stage.calls()
    in_call(stage)
    time.sleep(3)
    stage.press("ctrl+e")
    stage.calls()
    tell(stage.others[1], "dial 1001")
    stage.calls("RingIn")
    time.sleep(1)
    tell(stage.others[1], "hangup")
    stage.calls()
    in_call(stage)
    time.sleep(12)
    for name in names:
        _, key, more = WINDOWS[name]
        stage.run("xdotool", "windowfocus", "--sync", phone)
        stage.press(key)
        if key == "shift+F10":
            by_menu(stage, "Desktop")
        window = stage.beside(phone)
        stage.run("xdotool", "windowfocus", "--sync", window)
        time.sleep(1.5)
        stage.press(*more)
        time.sleep(1)
        path = SCREENS / f"{name}-{theme}.png"
        stage.photograph_window(window, path)
        stage.press("Escape")
        time.sleep(0.5)
        print(f"{name} in {theme}")


def by_menu(stage, title):
    """Opens the window that has no key of its own, by the menu that is open."""
    time.sleep(0.7)
    # One by one: of two in one pass of the window, only one counts.
    for _ in range(ENTRIES):
        stage.press("Tab")
        time.sleep(0.25)
    stage.press("Return")
    stage.find(f"^{title}$")


def take_first(stage, names, theme):
    """Pictures of the first start, each in a window of its own."""
    config = stage.folder / "config" / "offhook"
    for name in names:
        _, device, server, keys = FIRST[name]
        sound = 'input = "tone:300"\noutput = "silence"\n'
        look = f'[look]\ntheme = "{theme}"\nsize = 1.0\n'
        gain = "[headset]\ninput_gain = -12\n"
        (config / "config.toml").write_text(f'device = "{device}"\n{sound}{look}{gain}')
        window = stage.start([OFFHOOK])
        stage.focus()
        time.sleep(1)
        if server:
            port = stage.port if server == "open" else free_port()
            stage.press("Tab", "Tab")
            stage.run("xdotool", "type", "--delay", "40", f"127.0.0.1:{port}")
            stage.press("Return")
            time.sleep(4)
        stage.press(*keys)
        time.sleep(1.5)
        stage.photograph(SCREENS / f"{name}-{theme}.png")
        window.kill()
        window.wait(10)
        print(f"{name} in {theme}")


def index():
    """The gallery."""
    lines = ["# What the window shows", ""]
    lines += ["Taken by `scripts/screenshots` from the running program, in real calls."]
    lines += ["[look.md](../look.md) tells of themes and faces.", ""]
    for name, (title, _, _) in STATES.items():
        if not list(SCREENS.glob(f"{name}-*.png")):
            continue
        lines += [f"## {title}", "", "| | dark | light | high contrast |", "|---|---|---|---|"]
        for face in FACES:
            cells = []
            for theme in THEMES:
                path = f"{name}-{face}-{theme}.png"
                there = (SCREENS / path).exists()
                words = f"{title}, {face}, {theme}"
                cells.append(f"![{words}]({path})" if there else "")
            lines.append(f"| {face} | " + " | ".join(cells) + " |")
        lines.append("")
    for heading, pages in [
        ("The windows beside the phone", WINDOWS),
        ("The first start, page by page", FIRST),
    ]:
        lines += [f"## {heading}", ""]
        for name, (title, *_) in pages.items():
            there = [theme for theme in THEMES if (SCREENS / f"{name}-{theme}.png").exists()]
            if there:
                lines += [f"### {title}", ""]
                lines += [f"![{title}, {theme}]({name}-{theme}.png)" for theme in there]
                lines.append("")
    (SCREENS / "README.md").write_text("\n".join(lines))


if __name__ == "__main__":
    for program in ["Xvfb", "xdotool", "import", "dbus-daemon"]:
        if not shutil.which(program):
            raise SystemExit(f"{program} is missing; scripts/packages.sh names its package")
    main()
