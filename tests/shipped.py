"""What deploy/ ships, followed as processes: the image's folder and its command, and its nginx."""

from __future__ import annotations

import datetime
import json
import os
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

__all__ = ["DEPLOY", "ROOT", "Behind", "Step", "behind_nginx", "free_port", "steps", "unpacked"]

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
_READY_SECONDS = 240


@dataclass(frozen=True)
class Step:
    """A line of the Dockerfile. stage: from 0 on. words: as in its JSON list, or a shell's."""

    stage: int
    verb: str
    words: list[str]


def steps() -> list[Step]:
    """The Dockerfile's lines in order."""
    found: list[Step] = []
    stage = -1
    for line in (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        verb, _, rest = line.partition(" ")
        stage += verb == "FROM"
        words = json.loads(rest) if rest.startswith("[") else shlex.split(rest)
        found.append(Step(stage, verb, words))
    return found


def unpacked(folder: Path) -> Path:
    """The working folder of the image, as its COPY lines make it from the project's files."""
    for step in steps():
        if step.stage == 1 and step.verb == "COPY" and not step.words[0].startswith("--from"):
            *sources, target = step.words
            for source in sources:
                _copied(ROOT / source, folder / target)
    for step in steps():
        if step.verb == "RUN" and step.words[:3] == ["python", "-m", "compileall"]:
            subprocess.run([sys.executable, *step.words[1:]], cwd=folder, check=True)
    return folder


def _copied(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target / source.name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Behind:
    """nginx as shipped, with servers as the image starts them. secure, plain: ports of nginx."""

    secure: int
    plain: int
    servers: list[subprocess.Popen[bytes]]
    logs: list[Path]
    trusted: ssl.SSLContext

    def client(self) -> httpx.Client:
        return httpx.Client(
            base_url=f"https://localhost:{self.secure}", verify=self.trusted, timeout=60
        )

    def logged(self) -> str:
        """All that nginx and the servers have said so far."""
        return "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in self.logs)


@contextmanager
def behind_nginx(folder: Path, count: int = 2) -> Iterator[Behind]:
    """Start servers from the image's folder and the shipped nginx before them; end them all."""
    image = unpacked(folder / "image")
    home = folder / "home"
    home.mkdir()
    certificate = _certificate(folder)
    with ExitStack() as running:
        servers, ports, logs = [], [], [folder / "access.log", folder / "error.log"]
        for number in range(count):
            ports.append(free_port())
            logs.append(folder / f"server-{number}.log")
            servers.append(running.enter_context(_server(image, home, ports[-1], logs[-1])))
        for port, server in zip(ports, servers, strict=True):
            _until_answered(server, f"http://127.0.0.1:{port}/healthz/ready")
        secure, plain = free_port(), free_port()
        settings = _settings(folder, ports, secure, plain)
        # Started by root it would give its rights up, and with them this folder.
        rights = "daemon off; user root;" if os.geteuid() == 0 else "daemon off;"
        before = running.enter_context(
            _process([nginx(), "-c", str(settings), "-g", rights], logs[1])
        )
        trusted = ssl.create_default_context(cafile=str(certificate))
        _until_answered(before, f"https://localhost:{secure}/healthz", trusted)
        yield Behind(secure, plain, servers, logs, trusted)


def nginx() -> str:
    """Where nginx is; `make test` sees to it that it is there."""
    found = os.environ.get("FINDER_NGINX") or shutil.which(
        "nginx", path=f"{os.environ['PATH']}:/usr/sbin"
    )
    assert found, "nginx is needed: python scripts/ensure_browser.py"
    return found


def _settings(folder: Path, ports: list[int], secure: int, plain: int) -> Path:
    """The shipped file with this test's folder, ports and addresses, otherwise as it is."""
    text = (DEPLOY / "nginx" / "nginx.conf").read_text(encoding="utf-8")
    for number in range(1, 4):
        address = f"127.0.0.1:{ports[(number - 1) % len(ports)]}"
        line = re.compile(rf"^ +server finder-{number}:8501 (.*)$\n", re.M)
        assert line.search(text)
        text = line.sub(rf"server {address} \1\n" if number <= len(ports) else "", text)
    for shipped, here in (
        ("/tmp/", f"{folder}/"),
        ("listen 8443 ", f"listen 127.0.0.1:{secure} "),
        ("listen 8080 ", f"listen 127.0.0.1:{plain} "),
        ("/etc/nginx/tls/", f"{folder}/"),
        ("/dev/stdout", f"{folder}/access.log"),
    ):
        assert shipped in text, shipped
        text = text.replace(shipped, here)
    written = folder / "nginx.conf"
    written.write_text(text, encoding="utf-8")
    return written


@contextmanager
def _server(image: Path, home: Path, port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """ENTRYPOINT and CMD of the image, on this machine's own address and a port of its own."""
    given = {step.verb: step.words for step in steps() if step.stage == 1}
    words = [*given["ENTRYPOINT"], *given["CMD"]]
    assert words[0] == "python"
    command = [sys.executable, *words[1:]]
    command[command.index("--address") + 1] = "127.0.0.1"
    command[command.index("--port") + 1] = str(port)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment = {**kept, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    with _process(command, log, cwd=image, env=environment) as process:
        yield process


@contextmanager
def _process(
    command: list[str], log: Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until_answered(
    process: subprocess.Popen[bytes], address: str, trusted: ssl.SSLContext | bool = True
) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    with httpx.Client(verify=trusted, timeout=_READY_SECONDS) as client:
        while not _is_answered(client, address):
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
            assert process.poll() is None, f"ended at its start: {process.args!r}"
            assert time.monotonic() < deadline, f"nobody answers at {address}"


def _is_answered(client: httpx.Client, address: str) -> bool:
    try:
        return client.get(address).is_success
    except httpx.TransportError:
        return False


def _certificate(folder: Path) -> Path:
    """A key and a certificate of this machine's own, good for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate = folder / "fullchain.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate
