"""The JSON interface keeps what its description promises, whatever it is asked."""

import time
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from jsonschema_rs import validator_for

from onrecord.web.api.examples import EXAMPLES
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


def test_answers_about_what_is_there_keep_to_their_schemas(
    client: TestClient, module_rooms: Rooms
) -> None:
    """Names that are drawn by chance find nothing: here are some that find something."""
    description = client.get("/api/v1/openapi.json").json()
    room = module_rooms.reading
    hit = room.search('"Let the gates do their work"').hits[0]
    lost = room.search("is:recovered", limit=1).hits[0]
    marsh = module_rooms.people.people("marsh").persons[0].permalink
    asked = {
        "/m/{name}": [hit.permalink, room.search("memo", limit=1).hits[0].permalink],
        "/m/{name}/related": [f"{hit.permalink}/related"],
        "/r/{name}": [lost.permalink],
        "/t/{name}": [hit.thread],
        "/t/{name}/people": [f"{hit.thread}/people"],
        "/p/{name}": [marsh],
        "/p/{name}/about": [f"{marsh}/about?from=2022-10", f"{marsh}/about?by=Ruth+Okafor"],
        "/p/{name}/on": [f"{marsh}/on?day=2022-11-18", f"{marsh}/on?day=1999-01-01"],
        "/tranches/{name}": ["tranches/First%20release", "tranches/Second%20release"],
        "/network": ["network", f"network?who={marsh}&further=2&from=2022-10"],
        "/path": [f"path?first={marsh}&last=Ingrid+Lindqvist"],
    }
    plain = [
        each
        for each, methods in description["paths"].items()
        if "get" in methods and "{" not in each
    ]
    for address in plain:
        asked.setdefault(address, [address.removeprefix("/")])
    for address, questions in asked.items():
        told = description["paths"][address]["get"]["responses"]["200"]["content"][
            "application/json"
        ]
        schema = {**told["schema"], "components": description["components"]}
        for question in questions:
            answer = client.get(f"/api/v1/{question}")
            assert answer.status_code == 200, question
            faults = list(validator_for(schema).iter_errors(answer.json()))
            assert not faults, (question, faults[0].message, faults[0].instance_path)


def test_every_example_is_an_answer_that_could_be_given(client: TestClient) -> None:
    """Whoever builds on an example builds on the schema."""
    description = client.get("/api/v1/openapi.json").json()
    for name, example in EXAMPLES.items():
        schema = {
            **description["components"]["schemas"][name],
            "components": description["components"],
        }
        faults = list(validator_for(schema).iter_errors(example))
        assert not faults, (name, faults[0].message, faults[0].instance_path)


def test_a_person_thread_and_tranche_tell_what_their_pages_tell(
    client: TestClient, module_rooms: Rooms
) -> None:
    """Roles on a day, who came into a conversation, what is written about somebody, what is new."""
    marsh = module_rooms.people.people("marsh").persons[0].permalink
    role = client.get(f"/api/v1/{marsh}/on?day=2022-11-18").json()["role"]
    assert role["title"] == "General Manager"
    about = client.get(f"/api/v1/{marsh}/about").json()
    assert any("Marsh" in each["sentence"] for each in about["sentences"])
    thread = module_rooms.reading.search("memorandum is:reply", limit=1).hits[0].thread
    steps = client.get(f"/api/v1/{thread}/people").json()["steps"]
    assert all(step["added"] or step["dropped"] for step in steps)
    news = client.get("/api/v1/tranches/Second%20release").json()
    assert news["earlier"] == ["First release"]
    assert client.get("/api/v1/tranches/Third").status_code == 404


def test_a_quotation_is_signed_off_and_taken_back(client: TestClient) -> None:
    """By the id that the report gives it; one that the check has not is refused."""
    text = "“Until the masking interval is removed, no further gates should be opened to the public,” Dimitri Valkov wrote."
    name = client.post("/api/v1/checks", json={"name": "draft.md", "text": text}).json()["draft"][
        "id"
    ]
    check = client.get(f"/api/v1/checks/{name}").json()
    deadline = time.monotonic() + 60
    while not check["ended"] and time.monotonic() < deadline:
        time.sleep(0.05)
        check = client.get(f"/api/v1/checks/{name}").json()
    (quotation,) = check["report"]["quotations"]
    new = {"who": "Ada", "quotation": quotation["id"], "decision": "fair"}
    signed = client.post(f"/api/v1/checks/{name}/sign-offs", json=new).json()
    assert (signed["who"], signed["decision"]) == ("Ada", "fair")
    back = {"who": "Ben", "undoes": signed["number"]}
    assert client.post(f"/api/v1/checks/{name}/undo", json=back).status_code == 200
    assert client.post(f"/api/v1/checks/{name}/undo", json=back).status_code in {400, 404}
    absent = client.post(f"/api/v1/checks/{name}/sign-offs", json={**new, "quotation": "none"})
    assert absent.status_code == 404


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
    for address in ("nowhere", "p/a%0Ab/about"):
        nothing = client.get(f"/api/v1/{address}")
        assert nothing.status_code == 404
        assert nothing.json()["error"]["reference"] == "web/unknown-address"


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
