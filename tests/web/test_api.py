"""The JSON interface keeps what its description promises, whatever it is asked."""

from typing import Any

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from onrecord.web.application import build_application
from onrecord.web.rooms import Rooms

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
_OURSELVES = {"Host": "127.0.0.1"}
_CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]


@pytest.fixture(scope="module")
def application(module_rooms: Rooms) -> FastAPI:
    """Return the pages and the interface over the sample."""
    return build_application(module_rooms, "secret")


@pytest.fixture(scope="module")
def client(application: FastAPI) -> TestClient:
    """Return a client that comes in at the address a program would."""
    return TestClient(application, base_url="http://127.0.0.1:8022", follow_redirects=False)


def test_answers_keep_to_the_description(application: FastAPI) -> None:
    """Whatever is asked: no failure of ours, and status, content type and shape as described."""
    described = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", application, headers=_OURSELVES
    )
    operations = [each.ok() for each in described.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
        def holds(case: Any) -> None:
            case.call_and_validate(headers=_OURSELVES, checks=_CHECKS)

        holds()


def test_answers_about_what_is_there_keep_to_the_description(
    client: TestClient, module_rooms: Rooms
) -> None:
    """Names made at random find nothing, so that only errors would be held against it."""
    schema = pytest.importorskip("jsonschema_rs", reason="schemathesis checks without it")
    described = client.get("/api/v1/openapi.json").json()
    room = module_rooms.reading
    letter, lost = room.search("memo").hits[0], room.search("is:recovered").hits[0]
    person = module_rooms.people.people("valkov").persons[0].permalink
    for address, asked in {
        "/m/{name}": letter.permalink,
        "/r/{name}": lost.permalink,
        "/t/{name}": letter.thread,
        "/p/{name}": person,
        "/p/{name}/about": f"{person}/about",
        "/tranches/{name}": "tranches/Second release",
        "/search": "search?q=memo",
        "/network": f"network?who={person}",
    }.items():
        answers = described["paths"][address]["get"]["responses"]["200"]
        promised = answers["content"]["application/json"]["schema"]
        whole = {**promised, "components": described["components"]}
        answer = client.get(f"/api/v1/{asked}")
        assert answer.status_code == 200
        schema.validate(whole, answer.json())


def test_what_a_tranche_brought_and_what_is_written_about_somebody(
    client: TestClient, module_rooms: Rooms
) -> None:
    """As their pages show it."""
    news = client.get("/api/v1/tranches/Second release").json()
    assert news["earlier"] == ["First release"] and news["changes"] == len(news["changed"]) > 0
    assert client.get("/api/v1/tranches/Third release").status_code == 404
    person = module_rooms.people.people("valkov").persons[0].permalink
    told = client.get(f"/api/v1/{person}/about?by=marsh&limit=1").json()
    assert told["messages"] >= len(told["sentences"]) == 1
    assert "valkov" in told["names"]


def test_every_answer_has_a_schema_and_a_sentence(client: TestClient) -> None:
    """And every error the same shape."""
    description = client.get("/api/v1/openapi.json").json()
    schemas = description["components"]["schemas"]
    for address, methods in description["paths"].items():
        for method in methods.values():
            assert method["description"] or method["summary"], address
            for status, answer in method["responses"].items():
                named = answer["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
                assert named in schemas, (address, status)
                assert (named == "Error") == (status != "200")


def as_json(shape: Any) -> Any:
    """Return values as a reader of their JSON has them."""
    return msgspec.json.decode(msgspec.json.encode(shape))


def test_the_same_shapes_as_the_command_line(client: TestClient, module_rooms: Rooms) -> None:
    """A program may ask either."""
    from onrecord.pipeline.reading.shapes import message_shape, search_shape

    hit = module_rooms.reading.search("memo").hits[0]
    assert client.get("/api/v1/search?q=memo").json() == search_shape(
        module_rooms.reading.search("memo")
    )
    view = module_rooms.reading.message(hit.permalink)
    assert client.get(f"/api/v1/{hit.permalink}").json() == as_json(message_shape(view))


def test_errors_tell_what_to_do(client: TestClient) -> None:
    """Status, reference, sentence."""
    unknown = client.get("/api/v1/m/nowhere")
    assert unknown.status_code == 404
    assert unknown.json()["error"]["reference"] == "archive/unknown-message"
    assert client.get("/api/v1/search?q=(").status_code in (200, 400)
    assert client.get("/api/v1/search?limit=0").json()["error"]["where"] == "limit"
    assert client.get("/api/v1/nowhere").json()["error"]["reference"] == "web/unknown-address"


def test_a_stranger_s_page_cannot_write(client: TestClient) -> None:
    """A browser tells where a request comes from; ours alone is let in."""
    new = {"who": "Mallory", "name": "Planted"}
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.post("/api/v1/cases", json=new, headers=headers)
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers
    assert "Planted" not in client.get("/api/v1/cases").text


def test_what_is_kept_can_be_taken_back(client: TestClient) -> None:
    """Case, note, undo: each with who and when."""
    number = client.post("/api/v1/cases", json={"who": "Ada", "name": "Gates"}).json()["number"]
    note = {"act": "note", "who": "Ben", "text": "Ask."}
    kept = client.post(f"/api/v1/cases/{number}/entries", json=note).json()
    assert (kept["who"], kept["text"], kept["at"][-1]) == ("Ben", "Ask.", "Z")
    assert [each["text"] for each in client.get(f"/api/v1/cases/{number}").json()["notes"]] == [
        "Ask."
    ]
    client.post("/api/v1/undo", json={"who": "Ada", "undoes": kept["number"]})
    assert client.get(f"/api/v1/cases/{number}").json()["notes"] == []
