from __future__ import annotations

import pytest

from desktop.screens.setup_choices import consent_words, obstacle, server, summary, where_words_go
from desktop.settings import Settings

CLOUD = Settings(offline=False, model_url="https://models.example.org/v1", model="large")


@pytest.mark.parametrize(
    "url", ["http://localhost:11434/v1", "http://127.0.0.1:8000", "http://[::1]:8000/v1"]
)
def test_a_server_on_this_machine_needs_no_consent(url):
    found = server(url)
    assert (found.trouble, found.loopback, found.needs_consent) == ("", True, False)


def test_a_server_elsewhere_is_named_and_needs_consent():
    found = server(" https://models.example.org:8443/v1 ")
    assert found.host == "models.example.org"
    assert found.needs_consent
    assert "models.example.org" in where_words_go(found)
    assert "models.example.org" in consent_words(found)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "models.example.org",
        "ftp://models.example.org",
        "https://",
        "http://models.example.org/v1",
        "http://192.168.1.9:8000",
        "http://localhost.example.org",
        "https://user:secret@models.example.org",
        "http://user@localhost:8000",
        "https://169.254.169.254/latest",
        "https://[::1",
        "https://models.example.org:port",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_must_not_be_used_says_why(url):
    found = server(url)
    assert found.trouble
    assert not found.needs_consent
    assert where_words_go(found) == found.trouble


def test_a_host_that_only_looks_local_is_not():
    assert server("https://127.0.0.1.example.org").needs_consent
    assert server("https://localhost@evil.example").trouble


def test_a_sealed_round_needs_only_a_question():
    assert obstacle(Settings(), has_question=True, consented=False) == ""
    assert "question" in obstacle(Settings(), has_question=False, consented=False)


def test_a_round_with_a_server_elsewhere_waits_for_consent():
    assert "models.example.org" in obstacle(CLOUD, has_question=True, consented=False)
    assert obstacle(CLOUD, has_question=True, consented=True) == ""


def test_a_server_needs_a_model():
    nameless = Settings(offline=False, model_url="http://localhost:1/v1")
    assert "model" in obstacle(nameless, has_question=True, consented=True)


def test_the_summary_says_whether_anything_leaves():
    assert "nothing leaves this machine" in summary(Settings())
    assert "asked by large" in summary(CLOUD)
