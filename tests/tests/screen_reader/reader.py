"""A screen reader without a voice: `enable` says on the session bus that there is one, `tree`
prints what all programs show (a line each: depth, role, name), `press NAME` presses a control."""

import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib

STATUS = ("org.a11y.Bus", "/org/a11y/bus")
# More than any window has; a tree that is changed while it is read must not go on for ever.
MOST = 2000


def enable():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("ScreenReaderEnabled", "IsEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        interface = "org.freedesktop.DBus.Properties"
        bus.call_sync(*STATUS, interface, "Set", value, None, Gio.DBusCallFlags.NONE, -1)


def nodes():
    waiting = [(0, Atspi.get_desktop(0))]
    for _ in range(MOST):
        if not waiting:
            return
        depth, node = waiting.pop()
        try:
            yield depth, node, node.get_role_name(), node.get_name()
            children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
        except GLib.Error:
            # It went while it was looked at.
            continue
        waiting.extend((depth + 1, child) for child in reversed(children) if child)


def main():
    command, *rest = sys.argv[1:]
    if command == "enable":
        return enable()
    Atspi.init()
    if command == "tree":
        for depth, _, role, name in nodes():
            print(depth, role, name, sep="\t")
        return None
    for _, node, _, name in nodes():
        if name == rest[0]:
            node.get_action_iface().do_action(0)
            return None
    return f"there is no {rest[0]}"


sys.exit(main())
