"""`serve` and `bench`: what is checked before anything is started."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from finder.command import main
from finder.command.bench import benchmarks

pytestmark = pytest.mark.slow


def test_serve_takes_the_place_of_this_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    called: list[list[str]] = []

    def started(_program: str, command: list[str]) -> None:
        called.append(command)
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", started)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert main(["serve", "--port", str(port)]) == 130
    [command] = called
    assert command[1:5] == ["-m", "streamlit", "run", "app.py"]
    assert f"--server.port={port}" in command
    assert Path("app.py").is_file()


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_port_that_is_none_is_a_wrong_call(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", port]) == 2
    assert "--port: a number from 1 to 65535" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "name another --port" in capsys.readouterr().err


def test_a_folder_without_a_directory_is_not_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    assert main(["serve", "--port", port, "--from", str(tmp_path)]) == 2
    assert "no directory is here" in capsys.readouterr().err


def test_bench_knows_its_benchmarks_and_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert {"search", "page"} <= set(benchmarks())
    assert main(["bench", "nix"]) == 2
    assert "there are:" in capsys.readouterr().err


def test_without_the_source_there_are_no_benchmarks(tmp_path: Path) -> None:
    assert benchmarks(tmp_path) == []
