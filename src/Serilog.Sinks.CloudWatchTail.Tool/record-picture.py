#!/usr/bin/env python3
"""Records cwtail.png anew: runs the built tool against its own emulator in a pseudo-terminal, and draws what it shows.

Usage, from the repository's root after `dotnet build -c Release`:  python3 src/Serilog.Sinks.CloudWatchTail.Tool/record-picture.py
Needs Python 3 and rsvg-convert (librsvg), on Linux or macOS. Nothing leaves this machine.
"""
import datetime
import fcntl
import html
import json
import os
import pathlib
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

COLUMNS, ROWS = 100, 22
HERE = pathlib.Path(__file__).resolve().parent
TOOL = ["dotnet", str(HERE / "bin/Release/net10.0/cwtail.dll")]
FOREGROUND, BACKGROUND = "#d4d4d4", "#1e1e1e"


def colour(number):
    """The 256 colours of xterm."""
    if number < 16:
        return ["#000000", "#cd3131", "#0dbc79", "#e5e510", "#2472c8", "#bc3fbc", "#11a8cd", "#e5e5e5",
                "#666666", "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#ffffff"][number]
    if number >= 232:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    levels = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{levels[n]:02x}" for n in (number // 36, number // 6 % 6, number % 6))


def events():
    """A few events of a shop, in CLEF."""
    now = datetime.datetime.now(datetime.timezone.utc)

    def event(seconds, template, level="Information", **properties):
        at = (now + datetime.timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
        return json.dumps({"@t": at, "@mt": template, "@l": level, **properties})

    stack = "System.TimeoutException: The bank did not answer within 5 s.\n   at Shop.Payments.Bank.Authorize(Order order)\n   at Shop.Checkout.Pay(Order order)"
    return {
        "web-1": [event(-9, "Order {OrderId} of {Customer} accepted, {Items} items", OrderId=4711, Customer="ACME", Items=3),
                  event(-7, "GET {Path} took {Elapsed:0.0} ms", Path="/orders/4711", Elapsed=12.5),
                  event(-3, "Payment of order {OrderId} failed", "Error", OrderId=4712, **{"@x": stack}),
                  event(-1, "Order {OrderId} of {Customer} accepted, {Items} items", OrderId=4713, Customer="Zorg", Items=1)],
        "worker-1": [event(-8, "Picking list {List} printed", "Debug", List="A-17"),
                     event(-5, "Stock of {Item} is low: {Left} left", "Warning", Item="bolt M8", Left=4),
                     event(-2, "Parcel {@Parcel} handed over", Parcel={"Weight": 1.25, "Express": True})],
    }


def read(master, seconds):
    """Everything that the terminal shows in this time."""
    shown, end = b"", time.monotonic() + seconds
    while (rest := end - time.monotonic()) > 0:
        if not select.select([master], [], [], rest)[0]:
            break
        try:
            shown += os.read(master, 65536)
        except OSError:
            break
    return shown.decode(errors="replace")


def lines(shown):
    """What is left on the screen: lines of (text, style)."""
    screen, style = [[]], {}
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r|\n|[^\x1b\r\n]+", shown):
        if part == "\n":
            screen.append([])
        elif part == "\x1b[K":
            screen[-1] = []
        elif part.startswith("\x1b[") and part.endswith("m"):
            codes = [int(code or 0) for code in part[2:-1].split(";")]
            while codes:
                code = codes.pop(0)
                if code == 0:
                    style = {}
                elif code == 1:
                    style = {**style, "bold": True}
                elif code == 2:
                    style = {**style, "fore": "#808080"}
                elif code in (38, 48) and codes[:1] == [5]:
                    style = {**style, "fore" if code == 38 else "back": colour(codes[1])}
                    codes = codes[2:]
        elif not part.startswith("\x1b") and part != "\r":
            screen[-1].append((part, style))
    return screen[-ROWS:]


def draw(screen):
    """The SVG."""
    width, height, x_step, y_step = COLUMNS * 8 + 32, len(screen) * 18 + 32, 8, 18
    svg = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
           f'<rect width="100%" height="100%" rx="6" fill="{BACKGROUND}"/>',
           '<g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13">']
    for row, line in enumerate(screen):
        x, y = 16, 16 + y_step * (row + 1) - 5
        for text, style in line:
            length = len(text) * x_step
            if "back" in style:
                svg.append(f'<rect x="{x}" y="{y - 13}" width="{length}" height="{y_step}" fill="{style["back"]}"/>')
            bold = ' font-weight="bold"' if style.get("bold") else ""
            svg.append(f'<text x="{x}" y="{y}" fill="{style.get("fore", FOREGROUND)}" textLength="{length}" xml:space="preserve"{bold}>{html.escape(text)}</text>')
            x += length
    return "\n".join(svg + ["</g>", "</svg>", ""])


def main():
    emulator = subprocess.Popen(TOOL + ["emulator", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        environment = dict(os.environ, TERM="xterm-256color")
        environment.pop("NO_COLOR", None)
        while "AWS_SECRET_ACCESS_KEY" not in environment or "AWS_REGION" not in environment:
            name, value = emulator.stdout.readline().removeprefix("export ").strip().split("=", 1)
            environment[name] = value
        for stream, messages in events().items():
            subprocess.run(TOOL + ["put", "/shop/orders", stream], input="\n".join(messages), env=environment, text=True, check=True, stderr=subprocess.DEVNULL)
        child, master = pty.fork()
        if child == 0:
            os.execvpe(TOOL[0], TOOL + ["/shop/orders", "--since", "10m"], environment)
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        shown = read(master, 8)
        os.kill(child, signal.SIGTERM)
        read(master, 3)
        os.waitpid(child, 0)
        picture = draw([[("$ cwtail /shop/orders --since 10m", {"bold": True})]] + lines(shown))
        subprocess.run(["rsvg-convert", "--zoom", "2", "--output", str(HERE / "cwtail.png")], input=picture.encode(), check=True)
    finally:
        emulator.terminate()
        emulator.wait()


if __name__ == "__main__":
    main()
