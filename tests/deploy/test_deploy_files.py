"""What deploy/ ships says what the code, the Makefile and the lock say; docs/deployment.md, too."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

import finder
from finder import limits
from finder.command import VERBS
from shipped import DEPLOY, ROOT, steps

PAGE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
MANIFESTS: list[dict[str, Any]] = list(
    yaml.safe_load_all((DEPLOY / "kubernetes" / "finder.yaml").read_text(encoding="utf-8"))
)
NGINX = (DEPLOY / "nginx" / "nginx.conf").read_text(encoding="utf-8")
SERVERS = [one for name, one in COMPOSE["services"].items() if name.startswith("finder-")]


def unit(name: str) -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string((DEPLOY / "systemd" / name).read_text(encoding="utf-8"))
    return read


def of_kind(kind: str) -> dict[str, Any]:
    return next(one for one in MANIFESTS if one["kind"] == kind)


def pod(kind: str) -> dict[str, Any]:
    spec = of_kind(kind)["spec"]
    found: dict[str, Any] = spec.get("jobTemplate", {"spec": spec})["spec"]["template"]["spec"]
    return found


# The image


def test_the_image_installs_the_lock_and_holds_its_hashes() -> None:
    installing = [one.words for one in steps() if "pip" in one.words]
    assert len(installing) == 1
    assert {"--require-hashes", "requirements.lock", "--only-binary"} <= set(installing[0])


def test_the_image_runs_without_rights_and_without_a_shell() -> None:
    last = {one.verb: one.words for one in steps() if one.stage == 1}
    assert last["USER"] == ["10001:10001"]
    words = [*last["ENTRYPOINT"], *last["CMD"]]
    assert words[:4] == ["python", "-m", "finder", "serve"]
    assert last["EXPOSE"] == [words[-1]]
    assert f"127.0.0.1:{words[-1]}/healthz/live" in last["HEALTHCHECK"][-1]


def test_the_image_is_sent_what_it_copies_and_nothing_else() -> None:
    """No history, no tests, no directory of an operator."""
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    sent = {line[1:] for line in lines if line.startswith("!")}
    copied = {
        source
        for step in steps()
        if step.verb == "COPY" and not step.words[0].startswith("--from")
        for source in step.words[:-1]
    }
    assert sent == copied
    assert lines[1] == "*"
    assert all((ROOT / source).exists() for source in copied)


def test_the_image_has_a_python_that_the_project_names() -> None:
    named = {one.words[0] for one in steps() if one.verb == "FROM"}
    assert len(named) == 1
    version = re.search(r":(\d\.\d+)-slim", named.pop())
    assert version
    assert version[1] in (ROOT / "Makefile").read_text(encoding="utf-8")


# Compose


def test_three_servers_with_fixed_addresses_stand_behind_nginx() -> None:
    assert len(SERVERS) == 3
    asked = re.findall(r"server (finder-\d):8501 ", NGINX)
    assert set(asked) == {name for name in COMPOSE["services"] if name.startswith("finder-")}
    addresses = {one["networks"]["inner"]["ipv4_address"] for one in SERVERS}
    assert len(addresses) == 3
    assert "ports" not in SERVERS[0]


@pytest.mark.parametrize("name", ["nginx", "finder-1", "finder-2", "finder-3"])
def test_what_is_reached_from_outside_is_read_only_and_has_no_rights(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_desk_has_its_database_and_no_password_in_the_file() -> None:
    assert SERVERS[0]["environment"]["FINDER_DESK"].startswith("postgresql+psycopg://finder:${")
    assert COMPOSE["services"]["desk"]["environment"]["POSTGRES_PASSWORD"].startswith("${DESK_")
    assert COMPOSE["networks"]["inner"]["internal"]


# nginx


def test_the_log_names_nothing_of_a_visitor() -> None:
    logged = re.search(r"log_format(.*?);", NGINX, re.S)
    assert logged
    told = set(re.findall(r"\$(\w+)", logged[1]))
    visitor = {"request", "request_uri", "uri", "args", "query_string", "remote_addr", "host"}
    visitor |= {"http_referer", "http_user_agent", "http_x_forwarded_for", "request_body"}
    assert not told & visitor
    # Anything lower brings the request line and the Referer with it.
    assert re.findall(r"^ *error_log (.*);", NGINX, re.M) == ["stderr emerg"]


def test_nginx_has_the_bounds_of_the_server() -> None:
    assert limits.BODY_BYTES == 64 * 1024
    assert "client_max_body_size 64k;" in NGINX
    assert limits.HEADER_BYTES == 16 * 1024
    assert "large_client_header_buffers 4 16k;" in NGINX
    assert f"client_header_timeout {limits.REQUEST_SECONDS:.0f}s;" in NGINX


def test_nginx_offers_only_current_tls_with_forward_secrecy() -> None:
    assert "ssl_protocols       TLSv1.2 TLSv1.3;" in NGINX
    ciphers = re.search(r"ssl_ciphers +(\S+);", NGINX)
    assert ciphers
    for one in ciphers[1].split(":"):
        assert re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA\d+|CHACHA20-POLY1305)", one)


# Kubernetes


@pytest.mark.parametrize("kind", ["Deployment", "CronJob"])
def test_a_pod_has_no_rights_and_a_read_only_root(kind: str) -> None:
    assert pod(kind)["securityContext"]["runAsNonRoot"]
    assert not pod(kind)["automountServiceAccountToken"]
    for container in pod(kind)["containers"]:
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert not container["securityContext"]["allowPrivilegeEscalation"]
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
        assert container["image"].endswith(f":{finder.__version__}")


def test_probes_ask_what_health_answers() -> None:
    container = pod("Deployment")["containers"][0]
    asked = {
        name: container[f"{name}Probe"]["httpGet"]["path"]
        for name in ("startup", "readiness", "liveness")
    }
    assert asked == {
        "startup": "/healthz/ready",
        "readiness": "/healthz/ready",
        "liveness": "/healthz/live",
    }
    assert pod("Deployment")["terminationGracePeriodSeconds"] > limits.END_SECONDS


def test_parts_of_the_manifests_name_each_other_rightly() -> None:
    labels = of_kind("Deployment")["spec"]["template"]["metadata"]["labels"]
    assert of_kind("Service")["spec"]["selector"] == labels
    assert of_kind("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels
    claim = of_kind("PersistentVolumeClaim")["metadata"]["name"]
    for kind in ("Deployment", "CronJob"):
        claims = [one.get("persistentVolumeClaim") for one in pod(kind)["volumes"]]
        assert claim in [one["claimName"] for one in claims if one]
    assert "enable-access-log" in str(of_kind("Ingress")["metadata"]["annotations"])


# A bare machine


@pytest.mark.parametrize("name", ["stepping-stone@.service", "stepping-stone-refresh.service"])
def test_a_unit_runs_a_verb_of_ours_without_rights(name: str) -> None:
    service = unit(name)["Service"]
    python, dash, module, verb, *_rest = shlex.split(service["ExecStart"])
    assert python == f"{service['WorkingDirectory']}/.venv/bin/python"
    assert (dash, module) == ("-m", "finder")
    assert verb in {one.name for one in VERBS}
    assert service["User"] == "finder"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""


def test_the_server_of_a_unit_has_longer_to_end_than_it_takes() -> None:
    assert int(unit("stepping-stone@.service")["Service"]["TimeoutStopSec"]) > limits.END_SECONDS


# The page


def commands() -> list[str]:
    """Lines of the page's code, without comments; a line that goes on is one."""
    blocks = re.findall(r"(?:^    .+\n(?:\n(?=    ))?)+", PAGE, re.M)
    lines = [line[4:] for block in blocks for line in block.splitlines()]
    return [line.partition("  #")[0].rstrip() for line in lines if not line.startswith("#")]


def test_every_command_of_the_page_is_one_that_there_is() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    told = [shlex.split(line) for line in commands() if line.strip()]
    assert len(told) > 15
    for words in told:
        if words[0] == "make":
            assert [word for word in words if word in targets], words
        if "finder" in words and words[words.index("finder") - 1] == "-m":
            assert words[words.index("finder") + 1] in {one.name for one in VERBS}, words


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"deploy/[\w./@-]*\w", PAGE)) - {"deploy/tls", "deploy/incoming"}
    for path in DEPLOY.rglob("*"):
        if path.is_file() and path.suffix != ".dockerignore":
            assert str(path.relative_to(ROOT)) in named, path
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_settings_of_shipped_files_are_settings() -> None:
    known = (ROOT / "finder" / "settings.py").read_text(encoding="utf-8")
    known += (ROOT / "docs" / "contract.md").read_text(encoding="utf-8") + PAGE
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            for name in re.findall(r"FINDER_[A-Z_]+", path.read_text(encoding="utf-8")):
                assert f"`{name}`" in known, (path, name)


def test_the_certificate_and_what_comes_in_are_kept_out_of_the_history() -> None:
    ignored = Path(ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/deploy/tls/", "/deploy/incoming/"} <= set(ignored)
