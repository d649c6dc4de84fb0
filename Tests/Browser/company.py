"""The demonstration company, served by a process of its own."""

import os
import re
import socket
import subprocess
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICE_TIME = timezone(timedelta(hours=8))


class Company:
    """A fresh company on a free port, with the sign-in links that it printed."""

    def __init__(self, folder):
        program = os.environ.get("PAIGONG", ROOT / ".build/debug/paigong")
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            port = asked.getsockname()[1]
        self.port, self.program, self.database = port, program, Path(folder) / "demo" / "demo.sqlite"
        self.address = f"http://127.0.0.1:{port}"
        self.log = open(Path(folder) / "errors.log", "w+")
        self.process = subprocess.Popen(
            [program, "demo", "--small", "--port", str(port), "--folder", Path(folder) / "demo"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=self.log, text=True)
        # One that never greets is ended, and the reading with it.
        watch = threading.Timer(60, self.process.kill)
        watch.start()
        greeting = []
        for line in self.process.stdout:
            greeting.append(line)
            if "Ctrl-C" in line:
                break
        else:
            watch.cancel()
            self.log.seek(0)
            raise RuntimeError("the demonstration ended: " + "".join(greeting) + self.log.read())
        watch.cancel()
        self.greeting = "".join(greeting)
        self.links = dict(re.findall(r"^  \S+ ([a-z-]+)：.*\n +(http\S+)$", self.greeting, re.MULTILINE))
        self.states = {}

    def kill(self):
        """Ends the server at once, in the middle of whatever it does."""
        self.process.kill()
        self.process.wait(timeout=20)
        self.process.stdout.close()

    def serve_again(self):
        """Serves what the killed server left, at the same address."""
        self.process = subprocess.Popen(
            [self.program, "serve", "--port", str(self.port), "--database", f"sqlite:{self.database}"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=self.log, text=True)
        assert "serves on" in self.process.stdout.readline()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()
        self.log.seek(0)
        faults = [line for line in self.log.read().splitlines() if " error " in line]
        self.log.close()
        assert not faults, faults


def moment(minutes=0):
    """A moment so many minutes from now, in service time, as the browser's input takes it."""
    return (datetime.now(SERVICE_TIME) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")
