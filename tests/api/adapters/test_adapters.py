"""The neighbours: simulators say that they are ones, HTTP adapters keep to the wire form and tell when nobody answers."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from api.adapters.departments import DepartmentAway, DepartmentSimulator, HttpDepartment, TaskView
from api.adapters.departments.simulator import CORRECTIONS
from api.adapters.identity import HttpIdentity, IdentityAway, IdentitySimulator, NotVerified
from api.adapters.lookups import HttpLookups, LookupsAway, LookupsSimulator
from api.adapters.neighbours import from_env
from knowledge import identifiers
from knowledge.bundle import Bundle


def answering(status: int, body: Any) -> httpx.Client:
    def answer(request: httpx.Request) -> httpx.Response:
        if isinstance(body, bytes):
            return httpx.Response(status, content=body)
        return httpx.Response(status, json=body)

    return httpx.Client(transport=httpx.MockTransport(answer))


def silent() -> httpx.Client:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there", request=request)

    return httpx.Client(transport=httpx.MockTransport(refuse))


def task(**more: Any) -> TaskView:
    given: dict[str, Any] = {"values": {"child_name": "演示"}, "names": {"child_name": "孩子姓名"}, **more}
    return TaskView(id="t", case_no="c", service="child_medical_insurance", department="medical_insurance", **given)


def test_demo_persons_pass_every_check_and_are_marked() -> None:
    simulator = IdentitySimulator()
    for one in simulator.people():
        person = simulator.verify(one["id"])
        assert person.demo
        assert person.name.endswith("（演示）")
        assert identifiers.is_id_number(person.cert_no)
        assert identifiers.is_phone(person.phone)
        assert identifiers.is_female(person.cert_no) == (person.sex == "女")
        assert person.birth == str(identifiers.birth_date(person.cert_no))
    with pytest.raises(NotVerified):
        simulator.verify("nobody")


def test_demo_records_are_about_demo_persons(bundle: Bundle) -> None:
    people, lookups = IdentitySimulator(), LookupsSimulator()
    owner = people.verify("demo_owner")
    firm = lookups.find("ds_fr", owner)
    assert firm is not None
    assert identifiers.is_credit_code(firm["credit_code"])
    assert lookups.find("ds_bdc", owner) is None
    named = {p.split(".")[1] for field in bundle.fields.values() for p in field.prefill if p.startswith("lookup.")}
    assert named <= {licence.id for licence in bundle.licences.values() if licence.kind == "query"}


def test_a_simulated_department_asks_back_about_a_field_its_service_has(bundle: Bundle) -> None:
    asks = DepartmentSimulator(CORRECTIONS)._asks
    for service, ask in asks.items():
        record = bundle.services[service]
        assert record.route == "submit"
        assert ask["field"] in [use.field for use in record.fields]
        assert all(len(part) <= 35 for part in ask["text"].split("，"))
    joined = [
        {use.service for use in bundle.events[event].services} for event in ("newborn", "restaurant", "home_transfer")
    ]
    assert all(services & set(asks) for services in joined)


def test_a_simulated_department_repeats_itself_and_marks_everything() -> None:
    simulator, view, stages = DepartmentSimulator(), task(), []
    while (report := simulator.step(view)) is not None:
        assert simulator.step(view) == report
        assert report.demo
        assert "演示" in report.text
        stages.append(report.stage)
        answers = ({"child_name": "改"},) if report.stage == "correction" else view.answers
        view = task(reports=(*view.reports, report), answers=answers)
    assert stages == ["received", "correction", "accepted", "working", "decided"]


def test_a_simulated_department_waits_for_the_answer() -> None:
    simulator = DepartmentSimulator()
    first = simulator.step(task())
    assert first is not None
    second = simulator.step(task(reports=(first,)))
    assert second is not None
    assert second.field == "child_name"
    assert simulator.step(task(reports=(first, second))) is None


def test_a_task_survives_the_outbox() -> None:
    simulator = DepartmentSimulator()
    report = simulator.step(task())
    assert report is not None
    view = task(reports=(report,), answers=({"a": "b"},), results={"x": {"y": 1}})
    assert TaskView.from_json(view.to_json()) == view


def test_a_real_department_gives_the_next_report_only() -> None:
    reports = [{"stage": "received", "text": "收到。"}, {"stage": "accepted", "text": "受理。", "result": {}}]
    department = HttpDepartment("http://x/", answering(200, {"reports": reports}))
    first = department.step(task())
    assert first is not None
    assert (first.stage, first.demo) == ("received", False)
    second = department.step(task(reports=(first,)))
    assert second is not None
    assert second.stage == "accepted"
    assert department.step(task(reports=(first, second))) is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, {}),
        (200, {}),
        (200, []),
        (200, b"<html>"),
        (200, {"reports": [{"stage": "granted", "text": "x"}]}),
        (200, {"reports": [{"stage": "received", "text": None}]}),
        (200, {"reports": ["received"]}),
    ],
)
def test_what_is_no_report_counts_as_no_answer(status: int, body: Any) -> None:
    with pytest.raises(DepartmentAway):
        HttpDepartment("http://x", answering(status, body)).step(task())


def test_taking_back_what_a_department_never_had_is_done() -> None:
    HttpDepartment("http://x", answering(404, {})).withdraw(task())
    with pytest.raises(DepartmentAway):
        HttpDepartment("http://x", answering(500, {})).withdraw(task())
    with pytest.raises(DepartmentAway):
        HttpDepartment("http://x", silent()).step(task())


def test_a_real_identity_platform_confirms_or_refuses() -> None:
    known = {"subject": "s", "name": "某某", "cert_type": "居民身份证", "cert_no": "1", "phone": "2", "other": "unread"}
    person = HttpIdentity("http://x", answering(200, known)).verify("ticket")
    assert (person.subject, person.demo) == ("s", False)
    assert HttpIdentity("http://x", silent()).people() == []
    with pytest.raises(NotVerified):
        HttpIdentity("http://x", answering(401, {})).verify("ticket")
    for client in (silent(), answering(500, {}), answering(200, {"subject": "s"}), answering(200, b"<html>")):
        with pytest.raises(IdentityAway):
            HttpIdentity("http://x", client).verify("ticket")


def test_a_real_register_holds_something_nothing_or_is_away() -> None:
    person = IdentitySimulator().verify("demo_mother")
    assert HttpLookups("http://x", answering(200, {"a": 1})).find("ds_hj", person) == {"a": 1}
    assert HttpLookups("http://x", answering(404, {})).find("ds_hj", person) is None
    for client in (silent(), answering(500, {}), answering(200, [1]), answering(200, b"<html>")):
        with pytest.raises(LookupsAway):
            HttpLookups("http://x", client).find("ds_hj", person)


def test_a_url_takes_the_place_of_a_simulator() -> None:
    assert isinstance(from_env({}).identity, IdentitySimulator)
    real = from_env(dict.fromkeys(("DAOBAN_IDENTITY_URL", "DAOBAN_LOOKUPS_URL", "DAOBAN_DEPARTMENTS_URL"), "http://x"))
    assert isinstance(real.identity, HttpIdentity)
    assert isinstance(real.lookups, HttpLookups)
    assert isinstance(real.departments, HttpDepartment)
