"""Two makes in one checkout take turns."""

import subprocess
import sys
from pathlib import Path

from deploy.bootstrap import layout, turnstile

SECOND = """
import sys
from pathlib import Path
from deploy.bootstrap import turnstile
print("waiting", flush=True)
with turnstile.turn(Path(sys.argv[1])):
    print(Path(sys.argv[2]).read_text(), flush=True)
"""


def test_the_second_waits_until_the_first_is_done(tmp_path: Path) -> None:
    lock, work = tmp_path / "lock", tmp_path / "work"
    work.write_text("half done", "utf-8")
    command = [sys.executable, "-c", SECOND, str(lock), str(work)]
    with turnstile.turn(lock):
        second = subprocess.Popen(command, cwd=layout.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert second.stdout.readline() == "waiting\n"
        work.write_text("done", "utf-8")
    output, said = second.communicate(timeout=20)
    assert output.strip() == "done"
    assert second.returncode == 0, said
